"""Book: the rules by which a pack counts points, with their caps, floors and veto."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from taizhang.kernel.errors import Refused, Word, _
from taizhang.kernel.words import say


class Kind(StrEnum):
    """What a rule does to a balance."""

    BASE = "base"
    AWARD = "award"
    BONUS = "bonus"
    DEDUCTION = "deduction"
    VETO = "veto"

    def words(self, lang: str) -> str:
        """The kind in words."""
        zh = {"base": "基础分", "award": "得分", "bonus": "加分", "deduction": "扣分", "veto": "一票否决"}[self.value]
        return say(lang, zh=zh, en=self.value)


@dataclass(frozen=True)
class Rule:
    """One item of a book, in whole points.

    ``amount`` is what one event brings (negative for a deduction), or for a base what everyone starts a year with;
    ``cap`` is the most and ``floor`` the least the item can count in a year.
    """

    code: str
    kind: Kind
    amount: int = 0
    cap: int | None = None
    floor: int | None = None
    name_zh: str = ""
    name_en: str = ""

    def __post_init__(self) -> None:
        if not self.permits(self.amount):
            raise Refused(
                _("{amount} points do not suit the rule {item}."),
                _("A deduction or veto is never positive, every other rule never negative."),
                code="points.sign",
                amount=self.amount,
                item=self.code,
            )
        _require_order(self.floor, self.cap, self.code)

    def permits(self, amount: int) -> bool:
        """Whether points of this sign may be posted under the rule."""
        return amount <= 0 if self.kind in (Kind.DEDUCTION, Kind.VETO) else amount >= 0

    def counted(self, raw: int) -> int:
        """What of the points posted under the rule counts."""
        return bounded(raw, self.floor, self.cap)

    def name(self, lang: str) -> str:
        """The item's name, or its code."""
        return say(lang, zh=self.name_zh, en=self.name_en) or self.code


@dataclass(frozen=True)
class Book:
    """The rules of a year: items, the cap of all bonuses together, floor and ceiling of the total, and the veto.

    A standing veto holds the total at ``veto_caps_at`` or below; without it a veto is shown but moves nothing.
    """

    rules: tuple[Rule, ...]
    bonus_cap: int | None = None
    floor: int | None = None
    ceiling: int | None = None
    veto_caps_at: int | None = None

    def __post_init__(self) -> None:
        codes = [rule.code for rule in self.rules]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise Refused(
                _("The rules {rules} stand in the book twice."),
                _("Give every rule a code of its own."),
                code="points.rule_twice",
                rules=twice,
            )
        _require_order(self.floor, self.ceiling, Word(_("the total")))

    def rule(self, code: str) -> Rule:
        """The rule with a code; refused when the book has none."""
        for rule in self.rules:
            if rule.code == code:
                return rule
        raise Refused(
            _("Points were posted under the rule {item}, which the book does not have."),
            _("Use the book that was in force on that day."),
            code="points.unknown_rule",
            item=code,
        )


def bounded(number: int, least: int | None, most: int | None) -> int:
    """A number held between two bounds, either of which may be missing."""
    if most is not None:
        number = min(number, most)
    return number if least is None else max(number, least)


def _require_order(least: int | None, most: int | None, item: str) -> None:
    if least is not None and most is not None and least > most:
        raise Refused(
            _("The floor of {item} ({least}) lies above its cap ({most})."),
            _("Exchange the two or remove one."),
            code="points.floor_above_cap",
            item=item,
            least=least,
            most=most,
        )
