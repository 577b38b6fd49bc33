"""Balances as they were known on a day: posted by then, and not reversed by then."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, Sum

from taizhang.domain.duties.models import end_of
from taizhang.domain.points import balances
from taizhang.domain.points.books import Holder, book, first_day
from taizhang.domain.points.models import EntryQuerySet, PointEntry
from taizhang.kernel.points import Balance, Entry, fold
from taizhang.web.kit.page import PageRequest


def known(entries: EntryQuerySet, request: PageRequest) -> EntryQuerySet:
    """The entries that were posted by the end of the page's day."""
    return entries if request.on == request.today else entries.filter(posted_at__lt=end_of(request.on))


def of_organizations(request: PageRequest, ids: Iterable[UUID], year: int) -> dict[UUID, Balance]:
    """The balances of organisations as of the page's day, from one grouped query."""
    keys = list(ids)
    if request.on == request.today:
        return balances.balances(keys, year)
    entries = PointEntry.objects.of_organizations().filter(organization_id__in=keys)
    return _folded(entries, "organization_id", keys, Holder.ORGANIZATION, (year, request.on))


def of_person(request: PageRequest, person_id: UUID, year: int) -> Balance:
    """The balance of a person as of the page's day."""
    if request.on == request.today:
        return balances.person_balance(person_id, year)
    entries = PointEntry.objects.of_person(person_id)
    return _folded(entries, "person_id", [person_id], Holder.MEMBER, (year, request.on))[person_id]


def _folded(
    entries: EntryQuerySet, key: str, ids: list[UUID], holder: Holder, when: tuple[int, date]
) -> dict[UUID, Balance]:
    year, end = when[0], end_of(when[1])
    stood = Q(reversed_by__isnull=True) | Q(reversed_by__posted_at__gte=end)
    standing = entries.in_year(year).filter(stood, posted_at__lt=end, reverses__isnull=True).order_by()
    found: dict[UUID, list[Entry]] = {}
    for owner, rule, amount in standing.values_list(key, "rule").annotate(sum=Sum("amount")):
        found.setdefault(owner, []).append(Entry(rule, amount, first_day(year)))
    rules = book(year, holder)
    return {owner: fold(found.get(owner, ()), rules) for owner in ids}
