"""Balances: what the ledger's rows come to by the rules of their year, now or as they were known on a day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Sum

from taizhang.domain.duties.taking_back import end_of
from taizhang.domain.points.award import Award
from taizhang.domain.points.books import Holder, book, first_day
from taizhang.domain.points.models import EntryQuerySet, PointEntry
from taizhang.kernel.points import Balance, Entry, fold


def organization_balance(organization_id: UUID, year: int, on: date | None = None) -> Balance:
    """What an organisation's points of a year come to; each part opens as `rows(..., rule=part.rule)`."""
    return balances([organization_id], year, on)[organization_id]


def person_balance(person_id: UUID, year: int, on: date | None = None) -> Balance:
    """What a person's points of a year come to, wherever the person belonged."""
    return person_balances([person_id], year, on)[person_id]


def balances(organization_ids: Iterable[UUID], year: int, on: date | None = None) -> dict[UUID, Balance]:
    """The balances of many organisations, from one grouped query; who has no entry has the base alone.

    As of a day: from what was posted, and not reversed, by its end.
    """
    ids = list(organization_ids)
    entries = PointEntry.objects.of_organizations().filter(organization_id__in=ids).in_year(year)
    return _folded(_sums(entries, "organization_id", on), ids, year, Holder.ORGANIZATION)


def person_balances(person_ids: Iterable[UUID], year: int, on: date | None = None) -> dict[UUID, Balance]:
    """The balances of many people, from one grouped query."""
    ids = list(person_ids)
    entries = PointEntry.objects.filter(person_id__in=ids).in_year(year)
    return _folded(_sums(entries, "person_id", on), ids, year, Holder.MEMBER)


def rows(
    *,
    organization_id: UUID | None = None,
    person_id: UUID | None = None,
    year: int,
    rule: str = "",
    on: date | None = None,
) -> EntryQuerySet:
    """The ledger's rows behind a balance or one part of it, reversed ones and their reversals included."""
    entries = PointEntry.objects.in_year(year).told()
    if on is not None:
        entries = entries.filter(posted_at__lt=end_of(on))
    if person_id is not None:
        entries = entries.of_person(person_id)
    elif organization_id is not None:
        entries = entries.of_organization(organization_id)
    return entries.of_rule(rule) if rule else entries


def with_pending(balance: Balance, awards: Iterable[Award], year: int) -> Balance:
    """What a balance would come to if these awards were posted too: caps and floors apply to both together."""
    given = {part.rule: part.raw - (part.item.amount if part.kind.value == "base" else 0) for part in balance.parts}
    posted = [Entry(rule, raw, first_day(year)) for rule, raw in given.items()]
    return fold([*posted, *(Entry(each.rule, each.amount, first_day(year)) for each in awards)], balance.book)


def _sums(entries: EntryQuerySet, key: str, on: date | None) -> Iterable[tuple[UUID, str, int]]:
    """Whose points under which rule come to what: every entry of a rule counts alike."""
    found: Iterable[tuple[UUID, str, int]] = (
        entries.standing(on).order_by().values_list(key, "rule").annotate(sum=Sum("amount"))
    )
    return found


def _folded(
    sums: Iterable[tuple[UUID, str, int]], ids: Iterable[UUID], year: int, holder: Holder
) -> dict[UUID, Balance]:
    # The sum of a rule's entries may be folded in their place.
    found: dict[UUID, list[Entry]] = {}
    for owner, rule, amount in sums:
        found.setdefault(owner, []).append(Entry(rule, amount, first_day(year)))
    rules = book(year, holder)
    return {owner: fold(found.get(owner, ()), rules) for owner in ids}
