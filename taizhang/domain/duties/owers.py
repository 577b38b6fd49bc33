"""Reading what planning needs: the organisations with their facts, the packs with their days, the calendar."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from taizhang.domain.duties.models import Standard
from taizhang.domain.duties.packs import rules_of, validities
from taizhang.domain.duties.planning import Ower, Ruling
from taizhang.domain.orgs.calendar import calendar
from taizhang.domain.orgs.facts import facts
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.periods import Period, Span
from taizhang.kernel.workdays import Calendar


def owers(on: date, organizations: Iterable[UUID] | None = None) -> list[Ower]:
    """The organisations that stand on a day (of those named), with their facts of that day; queries do not grow."""
    known = facts(organizations, on)
    founded = Organization.objects.filter(pk__in=known).values_list("pk", "founded_on")
    return [Ower(pk, day, known[pk].elected_on, known[pk].values()) for pk, day in founded.order_by("pk")]


def rulings(span: Span) -> list[Ruling]:
    """The packs that may judge an occurrence of some days, earliest first; an occurrence may have begun before them."""
    found = [(pack, days) for pack, days in validities() if days.first <= span.last]
    standards: dict[UUID, dict[str, UUID]] = {}
    for pack_id, code, pk in Standard.objects.values_list("pack_id", "code", "pk"):
        standards.setdefault(pack_id, {})[code] = pk
    return [
        Ruling(rules_of(pack), standards[pack.pk], days, first_of_all=place == 0)
        for place, (pack, days) in enumerate(found)
    ]


def calendar_around(period: Period) -> Calendar:
    """The working days of the year of a period and of those beside it, into which due days may move."""
    return calendar(date(period.first.year - 1, 1, 1), date(period.last.year + 1, 12, 31))
