"""The book of a year: the rules under which points of that year are counted, for organisations or for members."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from taizhang.domain.duties.packfile import PackFile
from taizhang.domain.duties.packs import rules_of, validities
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Period
from taizhang.kernel.points import Book


class Holder(StrEnum):
    """Who holds points."""

    ORGANIZATION = "organization"
    MEMBER = "member"


def book(year: int, holder: Holder) -> Book:
    """The rules of a year's last pack, and those of its earlier packs under which points were already posted."""
    days = Period.of_year(year).span
    packs = [rules_of(pack) for pack, span in validities() if span.overlaps(days)]
    if not packs:
        raise Refused(
            _("No rule pack was in force in {year}, so no points can be counted."),
            _("Choose another year, or publish a pack that is valid in it."),
            code="points.no-pack",
            year=year,
        )
    latest = _book(packs[-1], holder)
    rules = {rule.code: rule for pack in packs for rule in _book(pack, holder).rules}
    return replace(latest, rules=tuple(rules.values()))


def first_day(year: int) -> date:
    """The day for which sums of a year are entered."""
    return date(year, 1, 1)


def _book(pack: PackFile, holder: Holder) -> Book:
    return (pack.organization_scheme if holder is Holder.ORGANIZATION else pack.member_scheme).book
