"""Setting how many minutes a month may be asked of a level."""

from datetime import date

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.burden.models import Cap
from taizhang.domain.orgs.fields import require_near
from taizhang.domain.orgs.kinds import Level
from taizhang.kernel.errors import Refused, _

MOST = 600  # minutes: ten hours a month


@action
def set_cap(*, level: Level, minutes: int, document: str, starts_on: date, by: Actor) -> Cap:
    """Let another number of minutes be the cap of a level from a day on, by a document; never back in time."""
    require_near(starts_on, by.on)
    document = document.strip()
    if not document or len(document) > 200:
        raise Refused(
            _("A cap rests on a document; its number and title are recorded."),
            _("Name it in at most 200 characters."),
            code="burden.cap-basis",
        )
    if not 1 <= minutes <= MOST or starts_on < by.on:
        raise Refused(
            _("A cap is 1 to {most} minutes a month, and holds from today or a later day on."),
            _("Check the number and the day."),
            code="burden.cap",
            most=MOST,
        )
    values = {"minutes": minutes, "document": document, "set_by_name": by.name, "set_at": by.at}
    cap, _made = Cap.objects.update_or_create(level=level.value, starts_on=starts_on, defaults=values)
    details = {"level": level.value, "minutes": minutes, "document": document, "starts_on": starts_on}
    note(Note("burden.cap", cap, by, label=level.value, details=details))
    return cap
