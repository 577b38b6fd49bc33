"""A peer reads the record that was drawn for him, or declines it, and another is drawn."""

from dataclasses import dataclass
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases.actions.sampling import assign
from taizhang.domain.cases.models import Reading
from taizhang.domain.cases.peers import peers
from taizhang.domain.cases.telling import tell_peers
from taizhang.domain.cases.wording import worded
from taizhang.kernel.errors import Refused, _

LONGEST_REMARK = 200
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """What a peer found: is it clear what was dealt with, are decisions concrete, is it this gathering's own."""

    clear: bool
    concrete: bool
    genuine: bool
    remark: str = ""


@action
def give_reading(*, reading: Reading, entry: ReadingEntry, by: Actor) -> Reading:
    """Keep what a peer found; once. The branch reads it, nobody is scored by it."""
    reading = _locked(reading, by)
    reading.clear, reading.concrete, reading.genuine = entry.clear, entry.concrete, entry.genuine
    reading.remark = worded(entry.remark, _("Remark"), LONGEST_REMARK, needed=False)
    reading.read_at = by.at
    reading.save(update_fields=["clear", "concrete", "genuine", "remark", "read_at"])
    note(Note("samples.read", reading, by, label=reading.draw.month))
    return reading


@action
def decline_reading(*, reading: Reading, because: str, by: Actor) -> Reading:
    """Decline with a reason; the next peer is drawn by the same seed. Nobody counts who declines."""
    reading = _locked(reading, by)
    reading.because = worded(because, _("Reason"), LONGEST_REMARK)
    reading.declined_at = by.at
    reading.save(update_fields=["because", "declined_at"])
    note(Note("samples.decline", reading, by, label=reading.draw.month))
    tell_peers(reading.draw, assign(reading.draw, [reading.sample], peers(by.on), by), by)
    return reading


def _locked(reading: Reading, by: Actor) -> Reading:
    """The reading as it stands now; refused when it was given or declined, or is another's."""
    rows = Reading.objects.select_for_update(of=("self",)).select_related("draw", "sample")
    found = rows.waiting().filter(pk=reading.pk, person_id=by.person_id or NOBODY).first()
    if found is None:
        raise Refused(
            _("This record was read or declined already."), _("Nothing more needs to be done."), code="samples.done"
        )
    return found
