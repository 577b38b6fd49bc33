"""The ledger of a person: where he was, and the points that followed. Everybody may see his own."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Membership, Person
from taizhang.domain.points.balances import person_balance, rows
from taizhang.domain.records.models import Attendance
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.kernel.periods import Period
from taizhang.kernel.workflow import State
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.paging import slice_of
from taizhang.web.ledger.forms import YearFilter
from taizhang.web.records import words

ORDER = ("-activity__held_on", "-id")
STANDING = (State.SUBMITTED, State.APPROVED)


@page(signed_in=True)
def mine(request: PageRequest) -> HttpResponse:
    """One's own ledger."""
    return _ledger(request, request.account.person, own=True)


@page(signed_in=True)
def of_person(request: PageRequest, key: UUID) -> HttpResponse:
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


def _ledger(request: PageRequest, person: Person, *, own: bool) -> HttpResponse:
    chosen = YearFilter.from_query(request.GET)
    year = Period.of_year(chosen.year or request.on.year)
    held = Attendance.objects.filter(
        person=person,
        activity__submission__state__in=STANDING,
        activity__held_on__range=(year.first, min(year.last, request.on)),
    )
    found = slice_of(held.select_related("activity", "activity__submission"), ORDER, request.GET)
    running = request.today.year
    years = [{"label": str(n), "url": f"?year={n}", "current": n == year.first.year} for n in _years(running)]
    context: dict[str, Any] = {"person": person, "own": own, "rows": found, "year": year.first.year, "words": words}
    context |= {"years": years, "lang": request.lang, "present": _present(held)}
    return show(request, "ledger/person.html", context | _points(person, year.first.year))


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
    return {"balance": balance, "entries": list(rows(person_id=person.pk, year=year)[:200])}
