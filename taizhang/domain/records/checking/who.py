"""Whether those named can have been there, or have been missed."""

from collections.abc import Iterator

from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.known import Known
from taizhang.domain.records.lines import Roll
from taizhang.domain.records.models import Presence
from taizhang.domain.records.turnout import Turnout
from taizhang.kernel.errors import Refused, _


def who_problems(entry: RecordEntry, known: Known, roll: Roll, turnout: Turnout) -> Iterator[Refused]:
    """What is wrong with absences, guests, the chair, or an empty room."""
    strangers = [person for person in entry.absences if person not in roll]
    if strangers:
        yield Refused(
            _("{number} people marked absent are not on the roll of that day."),
            _("Reload the page: the roll follows the day and the kind of the gathering."),
            code="records.not-on-roll",
            number=len(strangers),
        )
    yield from _contradictions(entry, roll)
    unknown = [person for person in entry.people | entry.came if person not in roll and not known.exists(person)]
    if unknown:
        yield Refused(
            _("{number} people named here are not in the register."),
            _("Choose them from the list."),
            code="records.unknown-person",
            number=len(unknown),
        )
    yield from _strangers(entry, known)
    if turnout.attended == 0:
        yield Refused(
            _("By this record nobody was there."), _("Mark who came, or do not record it."), code="records.nobody"
        )


def _strangers(entry: RecordEntry, known: Known) -> Iterator[Refused]:
    """A gathering gives work to its own people, and is led by one of them or by a guest."""
    strangers = [
        person
        for person in entry.people - entry.guests - entry.came
        if known.exists(person) and not known.rosters.belongs(person, entry.organization_id, entry.held_on)
    ]
    if strangers:
        yield Refused(
            _("{number} people named in the chair or for a decision belong to another organisation on that day."),
            _("Choose among the people of this one; whoever came from elsewhere to take the chair is a guest."),
            code="records.stranger",
            number=len(strangers),
        )


def _contradictions(entry: RecordEntry, roll: Roll) -> Iterator[Refused]:
    odd = sorted({presence for presence, _reason in entry.absences.values()} - {Presence.LEAVE, Presence.ABSENT})
    if odd:
        yield Refused(
            _("“{presence}” is not a way of being absent."),
            _("Say “leave” or “absent”."),
            code="records.presence",
            presence=odd[0],
        )
    both = [roll.by_person[person].name for person in entry.absences if person in entry.came and person in roll]
    if both:
        yield Refused(
            _("{names} cannot have come and been absent."),
            _("Mark them once."),
            code="records.came-and-absent",
            names=both,
        )
    if entry.chair_id is not None and entry.chair_id in entry.absences and entry.chair_id in roll:
        yield Refused(
            _("{name} was in the chair and cannot have been absent."),
            _("Name who was in the chair."),
            code="records.chair-absent",
            name=roll.by_person[entry.chair_id].name,
        )
