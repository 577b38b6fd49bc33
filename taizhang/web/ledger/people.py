"""The ledger of a person: where he was, and the points that followed. Everybody may see his own."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Membership, Person
from taizhang.domain.points.balances import person_balance, rows
from taizhang.domain.records.models import Attendance
from taizhang.domain.records.models.activity import STANDING
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.kernel.periods import Period
from taizhang.web.kit.capped import capped
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.table import Column, Table
from taizhang.web.ledger.forms import YearFilter
from taizhang.web.records import words

LATEST = 200  # entries of points beside the gatherings


@page(signed_in=True)
def mine(request: PageRequest) -> HttpResponseBase:
    """One's own ledger."""
    return _ledger(request, request.account.person, own=True)


@page(signed_in=True)
def of_person(request: PageRequest, key: UUID) -> HttpResponseBase:
    """The ledger of somebody of an organisation within reach, or one's own."""
    if policy.is_self(request.account, key):
        return _ledger(request, request.account.person, own=True)
    members = Membership.objects.filter(person_id=key).on(request.today)
    may = policy.may(request.account, Permission.RECORDS_VIEW, on=request.today)
    member = within(request, members.select_related("person"), Permission.RECORDS_VIEW).first() if may else None
    if member is None:
        raise Refused(
            mark("There is nobody of that kind within your reach."),
            mark("Look the person up by name."),
            code="people.unknown",
        )
    return _ledger(request, member.person, own=False)


def _ledger(request: PageRequest, person: Person, *, own: bool) -> HttpResponseBase:
    chosen = YearFilter.from_query(request.GET)
    year = Period.of_year(chosen.year or request.on.year)
    held = Attendance.objects.filter(
        person=person,
        activity__submission__state__in=STANDING,
        activity__held_on__range=(year.first, min(year.last, request.on)),
    )
    running = request.today.year
    years = [{"label": str(n), "url": f"?year={n}", "current": n == year.first.year} for n in _years(running)]
    context: dict[str, Any] = {"person": person, "own": own, "year": year.first.year, "words": words, "years": years}
    context |= {"lang": request.lang, "present": _present(held), **_points(person, year.first.year)}
    listing = Listing(_("My ledger") if own else f"{person.name} · {_('Ledger')}", TABLE, "ledger/person.html")
    rows = held.select_related("activity", "activity__submission")
    return answer(request, listing, chosen, rows, context=context)


def _presence(row: Attendance) -> str:
    """Whether the person was there, and the reason given or why it did not matter."""
    because = row.reason or (words.why(row.why_not) if row.why_not else "")
    return " · ".join(part for part in (words.presence(row.presence), because) if part)


TABLE = Table(
    (
        Column("title", gettext_lazy("Record"), "activity.title", by=("activity__title",), width="wide"),
        Column("held_on", gettext_lazy("Day"), "activity.held_on", by=("activity__held_on",)),
        Column("presence", gettext_lazy("Presence"), _presence, by=("presence",)),
        Column("state", gettext_lazy("State"), lambda row: words.state(row.activity.submission.state)["word"]),
    ),
    order=("-activity__held_on", "-id"),
)


def _years(running: int) -> range:
    """The years offered, the running one first."""
    return range(running, running - 3, -1)


def _present(held: Any) -> dict[str, int]:
    """How often the person was expected, and was there."""
    from django.db.models import Count, Q

    counts: dict[str, int] = held.aggregate(
        expected=Count("pk", filter=Q(counts=True)), present=Count("pk", filter=Q(counts=True, presence="present"))
    )
    return counts


def _points(person: Person, year: int) -> dict[str, Any]:
    """The balance and its rows; nothing where no pack counts points of that year."""
    try:
        balance = person_balance(person.pk, year)
    except Refused:
        return {"balance": None, "entries": []}
    return {"balance": balance, "entries": capped(rows(person_id=person.pk, year=year), LATEST)}
