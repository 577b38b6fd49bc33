"""Fold: from the entries of a ledger to a balance, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.points.balance import Balance, Part
from taizhang.kernel.points.book import Book, Kind, Rule
from taizhang.kernel.points.entry import Entry, standing


def fold(entries: Iterable[Entry], book: Book, *, year: int | None = None) -> Balance:
    """The balance of one holder: with ``year`` only the entries of that year count, for balances begin anew each year.

    Reversals cancel first, then each item is held to its cap and floor, bonuses to their common cap, the sum to
    floor and ceiling, and last comes the veto.
    """
    raws: dict[str, int] = {}
    for entry in standing(entries):
        if year is None or entry.on.year == year:
            _require_sign(entry, book.rule(entry.rule))
            raws[entry.rule] = raws.get(entry.rule, 0) + entry.amount
    parts = (_part(rule, raws.get(rule.code)) for rule in book.rules)
    return Balance(book, tuple(part for part in parts if part is not None))


def _part(rule: Rule, posted: int | None) -> Part | None:
    """The part of a rule; a rule with no entry has none, unless it is the base that everyone starts with."""
    given = rule.amount if rule.kind is Kind.BASE else 0
    if posted is None and not given:
        return None
    raw = given + (posted or 0)
    return Part(rule, raw, rule.counted(raw))


def _require_sign(entry: Entry, rule: Rule) -> None:
    if not rule.permits(entry.amount):
        raise Refused(
            _("{amount} points do not suit the rule {item}."),
            _("A deduction or veto is never positive, every other rule never negative."),
            code="points.sign",
            amount=entry.amount,
            item=rule.code,
        )
