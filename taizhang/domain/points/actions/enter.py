"""A bonus or a veto, entered by an office: the clause gives the points, nobody types a score."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.models import Membership, Placement
from taizhang.domain.points.actions.reverse import LONGEST_REASON
from taizhang.domain.points.books import Holder
from taizhang.domain.points.by_hand import SOURCE_KIND, clauses
from taizhang.domain.points.models import PointEntry
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7
from taizhang.kernel.points import Rule

BOOKS_CLOSE = (3, 31)  # of the following year, with its annual assessment, as for every duty


@dataclass(frozen=True, kw_only=True, slots=True)
class HandEntry:
    """Under which clause, for whom, for what that happened on which day, and why. `id` is made by the client."""

    organization_id: UUID
    rule: str
    happened_on: date
    because: str
    person_id: UUID | None = None
    id: UUID = field(default_factory=uuid7)


@action
def enter(*, entry: HandEntry, by: Actor) -> PointEntry:
    """Enter a bonus or a veto under a clause of the pack of its day; sending it twice enters it once.

    The size is the clause's own. Refused for oneself, without a reason, and in a year whose books are closed.
    """
    known = PointEntry.objects.filter(source_id=entry.id, reverses__isnull=True).first()
    if known is not None:
        return _same(known, entry)
    because = _reason(entry.because)
    _refuse_day(entry.happened_on, by.on)
    _refuse_holder(entry, by)
    made = _row(entry, _clause(entry), because, by)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # the same form twice at the same moment
        return PointEntry.objects.get(source_id=entry.id, reverses__isnull=True)
    details = {"rule": made.rule, "amount": made.amount, "on": entry.happened_on, "because": because}
    told = [entry.person_id] if entry.person_id else []
    note(Note("points.enter", made, by, entry.organization_id, details=details, subjects=told))
    return made


def _row(entry: HandEntry, rule: Rule, because: str, by: Actor) -> PointEntry:
    return PointEntry(
        organization_id=entry.organization_id,
        person_id=entry.person_id,
        rule=rule.code,
        kind=rule.kind.value,
        amount=rule.amount,
        source_kind=SOURCE_KIND,
        source_id=entry.id,
        happened_on=entry.happened_on,
        year=entry.happened_on.year,
        posted_at=by.at,
        posted_by_id=by.person_id,
        posted_by_name=by.name,
        because=because,
    )


def _same(known: PointEntry, entry: HandEntry) -> PointEntry:
    """The entry that the same form made before; refused when the identifier is another's."""
    if (known.organization_id, known.person_id, known.rule) == (entry.organization_id, entry.person_id, entry.rule):
        return known
    raise Refused(
        _("This form was used for another entry."), _("Open the form again and fill it in."), code="points.used"
    )


def _clause(entry: HandEntry) -> Rule:
    holder = Holder.ORGANIZATION if entry.person_id is None else Holder.MEMBER
    found = {rule.code: rule for rule in clauses(entry.happened_on, holder)}
    if entry.rule not in found:
        raise Refused(
            _("The pack of {day} has no clause “{clause}” under which points are entered by hand."),
            _("Choose one of: {known}."),
            code="points.clause",
            day=entry.happened_on,
            clause=entry.rule,
            known=[rule.name_zh or rule.code for rule in found.values()] or ["—"],
        )
    return found[entry.rule]


def _reason(because: str) -> str:
    because = because.strip()
    if not because or len(because) > LONGEST_REASON:
        raise Refused(
            _("A bonus or a veto needs a reason of 1 to {most} characters."),
            _("Name the document or the decision it rests on."),
            code="points.hand-reason",
            most=LONGEST_REASON,
        )
    return because


def _refuse_day(day: date, today: date) -> None:
    """Nothing that is still to come, and nothing of a year whose books are closed."""
    if day > today:
        raise Refused(_("{day} has not come yet."), _("Enter it once it has happened."), code="points.future", day=day)
    closed = date(day.year + 1, *BOOKS_CLOSE)
    if closed < today:
        raise Refused(
            _("The books of {year} were closed on {closed}."),
            _("What is closed stays as it was judged."),
            code="points.closed",
            year=day.year,
            closed=closed,
        )


def _refuse_holder(entry: HandEntry, by: Actor) -> None:
    """The organisation stood on that day, and the person belonged to it; nobody rewards or bars himself."""
    if entry.person_id is not None and entry.person_id == by.person_id:
        raise Refused(
            _("Nobody enters points for himself."), _("Another reviewer of the office must do this."), code="points.own"
        )
    standing = Placement.objects.on(entry.happened_on).filter(organization_id=entry.organization_id)
    members = Membership.objects.on(entry.happened_on).filter(organization_id=entry.organization_id)
    belongs = entry.person_id is None or members.filter(person_id=entry.person_id).exists()
    if not (standing.exists() and belongs):
        raise Refused(
            _("Whoever should hold these points was not there on {day}."),
            _("Check the day and the organisation."),
            code="points.holder",
            day=entry.happened_on,
        )
