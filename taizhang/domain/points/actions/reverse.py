"""Reversing points: an opposite entry, and the noun that says who did it and why."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from taizhang.domain.access.policy import holders
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.actions import About, tell
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.points.models import PointEntry, Reversal
from taizhang.kernel.errors import Refused, _

LONGEST_REASON = 400
BATCH = 5000


@action
def reverse(*, entry: PointEntry, because: str, by: Actor) -> Reversal:
    """Cancel one entry by an opposite one, with a reason; refused twice, and for what is itself a reversal."""
    because = _reason(because)
    if entry.reverses_id is not None:
        raise Refused(
            _("A reversal is not reversed."),
            _("Approve or enter the points anew instead."),
            code="points.reversal",
        )
    known = Reversal.objects.filter(entry=entry).first()
    if known is not None:
        raise _already(known)
    try:
        with transaction.atomic():
            reversal = _write([entry], because, by)[0]
    except IntegrityError:  # somebody else was first; the ledger's rows are never locked
        raise _already(Reversal.objects.get(entry=entry)) from None
    _tell(entry, because, by)
    note(_note(reversal, by))
    return reversal


@action
def reverse_source(*, source_ids: Iterable[UUID], because: str, by: Actor) -> int:
    """Cancel every standing entry of some sources; answers how many. The act that calls this leaves the note."""
    standing = PointEntry.objects.standing().filter(source_id__in=list(source_ids))
    try:
        with transaction.atomic():
            return len(_write(list(standing.order_by("id")), _reason(because), by))
    except IntegrityError:  # somebody reversed one of them this very moment
        raise Refused(
            _("Points of this were reversed by somebody else a moment ago."),
            _("Nothing was changed; do it again."),
            code="points.reversed-meanwhile",
        ) from None


def _write(entries: Sequence[PointEntry], because: str, by: Actor) -> list[Reversal]:
    """Add the opposite entries and the reversals that name them."""
    counters = [_counter(entry, because, by) for entry in entries]
    reversals = [
        Reversal(entry=entry, counter=counter, because=because, at=by.at, by_person_id=by.person_id, by_name=by.name)
        for entry, counter in zip(entries, counters, strict=True)
    ]
    PointEntry.objects.bulk_create(counters, batch_size=BATCH)
    Reversal.objects.bulk_create(reversals, batch_size=BATCH)
    return reversals


def _counter(entry: PointEntry, because: str, by: Actor) -> PointEntry:
    """The opposite of an entry, in the same year and round."""
    return PointEntry(
        organization_id=entry.organization_id,
        person_id=entry.person_id,
        institution=entry.institution,
        rule=entry.rule,
        kind=entry.kind,
        amount=-entry.amount,
        source_kind=entry.source_kind,
        source_id=entry.source_id,
        round=entry.round,
        happened_on=entry.happened_on,
        year=entry.year,
        posted_at=by.at,
        posted_by_id=by.person_id,
        posted_by_name=by.name,
        because=because,
        reverses_id=entry.pk,
    )


def _tell(entry: PointEntry, because: str, by: Actor) -> None:
    """Tell the person whose points they were, or who records for the organisation."""
    people = [entry.person_id] if entry.person_id else _recorders(entry.organization_id, by)
    about = About("pointentry", entry.pk, f"{entry.institution} {entry.happened_on}".strip())
    values = {"amount": entry.amount, "because": because}
    link = f"/points/{entry.pk}/" if entry.person_id is None else "/me/"
    tell(people=people, kind=Kind.POINTS_REVERSED, about=about, link=link, values=values, by=by)


def _recorders(organization_id: UUID, by: Actor) -> list[UUID]:
    return holders(Permission.RECORDS_WRITE, organization_id=organization_id, on=by.on)


def _reason(because: str) -> str:
    """The reason without blanks at its ends; refused when it is missing."""
    because = because.strip()
    if not because:
        raise Refused(_("A reversal needs a reason."), _("Say in one sentence what was wrong."), code="points.reason")
    return because[:LONGEST_REASON]


def _already(reversal: Reversal) -> Refused:
    return Refused(
        _("This entry was already reversed by {name} at {at}."),
        _("Nothing more needs to be done."),
        code="points.reversed",
        name=reversal.by_name,
        at=timezone.localtime(reversal.at).strftime("%Y-%m-%d %H:%M"),
    )


def _note(reversal: Reversal, by: Actor) -> Note:
    entry = reversal.entry
    return Note(
        verb="points.reverse",
        subject=reversal,
        by=by,
        organization_id=entry.organization_id,
        label=str(entry),
        details={"entry": str(entry.pk), "rule": entry.rule, "amount": entry.amount, "because": reversal.because},
    )
