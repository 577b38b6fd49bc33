"""The points of organisations in every period of a year: kernel/points/fold.py for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Q, Sum

from taizhang.domain.assessments.facts.asked import Asked, Counts
from taizhang.domain.assessments.facts.copying import copied, month, numbered, placed, wide
from taizhang.domain.assessments.facts.planes import MONTHS, Counted, Truth, Whole
from taizhang.domain.duties.packs import validities
from taizhang.domain.duties.taking_back import end_of
from taizhang.domain.points.books import Holder, book
from taizhang.domain.points.models import PointEntry
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.points import Book
from taizhang.kernel.points import Kind as RuleKind

_WIDE = 40  # of a code of a rule


def points(asked: Asked, counts: Counts) -> dict[str, tuple[Counted, ...]]:
    """What the ledger comes to in each period by the rules of the year, never below nought; one query.

    The year is the balance. A shorter period is what its own entries come to, without the base with which each begins
    the year. Without a pack there are no rules, and nothing is known.
    """
    if not any(span.overlaps(Period.of_year(asked.year).span) for _pack, span in validities()):
        return {}
    posted = _posted(asked, counts)
    rules = book(asked.year, Holder.ORGANIZATION)
    return {"points": tuple(_counted(kind, _totals(posted, rules, kind)) for kind in MONTHS)}


@dataclass(frozen=True, slots=True, eq=False)
class Posted:
    """What was posted under each rule: points by months × organisations, and where there is an entry at all."""

    points: dict[str, Whole]
    any: dict[str, Truth]
    shape: tuple[int, int]


def _posted(asked: Asked, counts: Counts) -> Posted:
    known = PointEntry.objects.of_organizations().in_year(asked.year).filter(posted_at__lt=end_of(asked.on))
    taken_back = known.filter(reverses__isnull=False).values("reverses")  # found in the year's entries, not in all
    entries = asked.within(known.filter(~Q(pk__in=taken_back), reverses__isnull=True))
    groups = entries.order_by().annotate(month=month("happened_on"), code=wide("rule", _WIDE))
    sums = groups.values_list("organization_id", "month", "code").annotate(sum=Sum("amount"))
    rows = copied(sums, key="V16", month=">i2", rule=f"S{_WIDE}", sum=">i8")
    place = placed(rows, tuple(counts.places))
    rows, place = rows[place >= 0], place[place >= 0]
    posted = Posted({}, {}, (12, len(counts.places)))
    codes, code = numbered(rows["rule"])
    for number, name in enumerate(codes):
        here = (rows["month"][code == number] - 1, place[code == number])
        posted.points[name], posted.any[name] = np.zeros(posted.shape, np.int64), np.zeros(posted.shape, np.bool_)
        posted.points[name][here], posted.any[name][here] = rows["sum"][code == number], True
    return posted


def _totals(posted: Posted, rules: Book, kind: Kind) -> Whole:
    """The balance of each period of a kind."""
    length = MONTHS[kind]
    shape = (12 // length, length, posted.shape[1])
    sums: dict[RuleKind, Any] = {each: np.zeros((shape[0], shape[2]), np.int64) for each in RuleKind}
    vetoed = np.zeros((shape[0], shape[2]), np.bool_)
    for rule in rules.rules:
        given = rule.amount if rule.kind is RuleKind.BASE and kind is Kind.YEAR else 0
        if rule.code in posted.points:
            raw = given + posted.points[rule.code].reshape(shape).sum(axis=1)
            has = posted.any[rule.code].reshape(shape).any(axis=1) | (given > 0)
            sums[rule.kind] += np.where(has, _bounded(raw, rule.floor, rule.cap), 0)
            vetoed |= has & (rule.kind is RuleKind.VETO)
        elif given:
            sums[rule.kind] += rule.counted(given)
    bonus = _bounded(sums[RuleKind.BONUS], None, rules.bonus_cap)
    total = sums[RuleKind.BASE] + sums[RuleKind.AWARD] + bonus + sums[RuleKind.DEDUCTION]
    held = _bounded(total, rules.floor, rules.ceiling)
    return np.maximum(0, np.where(vetoed, _bounded(held, None, rules.veto_caps_at), held))


def _bounded(values: Whole, least: int | None, most: int | None) -> Whole:
    held = values if most is None else np.minimum(values, most)
    return held if least is None else np.maximum(held, least)


def _counted(kind: Kind, totals: Whole) -> Counted:
    return Counted(kind, totals, np.ones_like(totals), np.ones(totals.shape, np.bool_))
