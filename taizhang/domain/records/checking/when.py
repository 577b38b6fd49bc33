"""Whether a gathering can have been held on its day, at its hours, by its organisation."""

from collections.abc import Iterator

from taizhang.domain.audit.actor import Actor
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.known import Known
from taizhang.kernel.errors import Refused, _


def when_problems(entry: RecordEntry, known: Known, by: Actor) -> Iterator[Refused]:
    """What is wrong with the day, the hours or the organisation on that day."""
    organization = known.organizations.get(entry.organization_id)
    if organization is None:
        yield Refused(
            _("This organisation does not exist."), _("Choose one of the list."), code="records.no-organization"
        )
    elif entry.held_on < organization.founded_on:
        yield Refused(
            _("{held_on} lies before the founding of the organisation on {founded_on}."),
            _("Check the day."),
            code="records.before-founding",
            held_on=entry.held_on,
            founded_on=organization.founded_on,
        )
    elif entry.held_on > by.on:
        yield _future(entry, by)
    elif known.rosters.place(entry.organization_id, entry.held_on) is None:
        yield Refused(
            _("The organisation did not exist on {held_on}."),
            _("Check the day, or choose the organisation that took its place."),
            code="records.closed",
            held_on=entry.held_on,
        )
    if entry.starts_at and entry.ends_at and entry.ends_at < entry.starts_at:
        yield Refused(
            _("A gathering cannot end at {ends_at}, before it begins at {starts_at}."),
            _("Exchange the two or correct one of them."),
            code="records.backward-times",
            starts_at=f"{entry.starts_at:%H:%M}",
            ends_at=f"{entry.ends_at:%H:%M}",
        )


def _future(entry: RecordEntry, by: Actor) -> Refused:
    return Refused(
        _("A gathering on {held_on} has not been held yet: today is {today}."),
        _("Record it when it has been held; a draft is kept until then."),
        code="records.future",
        held_on=entry.held_on,
        today=by.on,
    )
