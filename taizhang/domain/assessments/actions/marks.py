"""Giving marks, the only numbers of a score that are typed: with a reason, by somebody from outside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from taizhang.domain.assessments.actions.texts import SHORT, require_text
from taizhang.domain.assessments.marking import require_kind, require_open, require_other
from taizhang.domain.assessments.models import Mark
from taizhang.domain.audit.actions import Note, action, hold_chain, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7
from taizhang.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class MarkEntry:
    """So many of so many that somebody saw of an organisation in a period, and why; sent twice it is once."""

    organization: Organization
    period: Period
    measure: str  # "mark:visit"
    numerator: int
    denominator: int
    because: str
    id: UUID = field(default_factory=uuid7)


def give_mark(*, entry: MarkEntry, by: Actor) -> Mark:
    """Give one mark."""
    return give_marks(entries=[entry], by=by)[0]


@action
def give_marks(*, entries: Sequence[MarkEntry], by: Actor) -> list[Mark]:
    """Give marks, all or none; what was given before with the same words stays as it is."""
    entries = sorted(entries, key=lambda each: (each.organization.pk, each.measure))
    _hold({entry.organization.pk for entry in entries})
    require_other({entry.organization.pk for entry in entries}, by)
    for period, measure in {(entry.period, entry.measure) for entry in entries}:
        mine = [each.organization.pk for each in entries if (each.period, each.measure) == (period, measure)]
        require_kind(measure, period, by.on)
        require_open(mine, period, measure)
    _refuse_taken_back(entries)
    there, new = _standing(entries), []
    for entry in entries:
        known = there.get(_key(entry))
        if known is None:
            there[_key(entry)] = known = _new(entry, by)
            new.append(known)
        _require_same(known, entry)
    insert_many(Mark, new)
    for mark in new:
        note(_note("marks.give", mark, by))
    return [there[_key(entry)] for entry in entries]


def take_back_mark(*, mark: Mark, because: str, by: Actor) -> Mark:
    """Take one mark back."""
    return take_back_marks(marks=[mark], because=because, by=by)[0]


@action
def take_back_marks(*, marks: Sequence[Mark], because: str, by: Actor) -> list[Mark]:
    """Take marks back, with a reason; the rows stay and say so. Twice is once."""
    because = require_text(because, SHORT)
    _hold({mark.organization_id for mark in marks})
    found = list(Mark.objects.filter(pk__in=[mark.pk for mark in marks]).order_by("organization_id", "measure"))
    for mark in found:
        if mark.taken_back_at is None:
            require_open([mark.organization_id], Period.parse(mark.period), mark.measure)
            mark.taken_back_at, mark.taken_back_by_name, mark.taken_back_because = by.at, by.name, because
            mark.save(update_fields=["taken_back_at", "taken_back_by_name", "taken_back_because"])
            note(_note("marks.take-back", mark, by, because=because))
    return found


def _new(entry: MarkEntry, by: Actor) -> Mark:
    """The row of an entry that was not given before."""
    _require_number(entry)
    return Mark(
        id=entry.id,
        organization=entry.organization,
        period=str(entry.period),
        measure=entry.measure,
        numerator=entry.numerator,
        denominator=entry.denominator,
        because=require_text(entry.because, SHORT),
        by_id=by.person_id,
        by_name=by.name,
        at=by.at,
    )


def _require_same(there: Mark, entry: MarkEntry) -> None:
    """Whoever marks what is marked already says the same, or takes the first back."""
    sent = (entry.numerator, entry.denominator, entry.because.strip())
    if (there.numerator, there.denominator, there.because) != sent:
        raise Refused(
            _("{name} marked this already: {numerator} of {denominator}."),
            _("Take that mark back first, with a reason."),
            code="assessments.marked",
            name=there.by_name,
            numerator=there.numerator,
            denominator=there.denominator,
        )


def _refuse_taken_back(entries: Iterable[MarkEntry]) -> None:
    """A form sent again after its mark was taken back does not give it once more."""
    sent = Mark.objects.filter(pk__in=[entry.id for entry in entries], taken_back_at__isnull=False).first()
    if sent is not None:
        raise Refused(
            _("This mark was taken back by {name} since."),
            _("Open the form anew to give another."),
            code="assessments.mark-taken-back",
            name=sent.taken_back_by_name,
        )


def _require_number(entry: MarkEntry) -> None:
    """Refuse more than the whole; bonuses, deductions and vetoes are counts, of one."""
    counted = entry.measure.split(":")[1] in ("bonus", "deduction", "veto")
    most = 1000 if counted else entry.denominator
    if not (0 <= entry.numerator <= most and 1 <= entry.denominator <= 1000):
        raise Refused(
            _("{numerator} of {denominator} is no mark."),
            _("Give a whole number from 0 to the whole; the whole is 1 to 1000."),
            code="assessments.number",
            numerator=entry.numerator,
            denominator=entry.denominator,
        )


def _key(entry: MarkEntry) -> tuple[UUID, str, str]:
    return entry.organization.pk, str(entry.period), entry.measure


def _standing(entries: Iterable[MarkEntry]) -> dict[tuple[UUID, str, str], Mark]:
    rows = Mark.objects.standing().filter(
        organization__in={each.organization.pk for each in entries}, measure__in={each.measure for each in entries}
    )
    return {(row.organization_id, row.period, row.measure): row for row in rows}


def _hold(organizations: Iterable[UUID]) -> None:
    """Let marks of one organisation be given one after another, and none while a period is closed or read anew."""
    list(Organization.objects.select_for_update(no_key=True).filter(pk__in=list(organizations)).order_by("pk"))
    hold_chain()


def _note(verb: str, mark: Mark, by: Actor, **details: object) -> Note:
    given = {"numerator": mark.numerator, "denominator": mark.denominator, "because": mark.because}
    details = {"measure": mark.measure, "period": mark.period, **given, **details}
    return Note(verb, mark, by, mark.organization_id, label=str(mark), details=details)
