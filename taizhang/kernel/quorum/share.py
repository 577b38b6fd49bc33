"""Share: a fraction of the voters, with or without the exact fraction itself. Integers only, never percentages.

半数以上 and 2/3以上 include the number (≥); 超过半数 does not (>).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.kernel.errors import Refused, _

_OPERATORS = {">=": False, ">": True}


@dataclass(frozen=True)
class Share:
    """``num``/``den`` of a number; ``strict`` asks for more than that, otherwise that is enough."""

    num: int
    den: int
    strict: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.num <= self.den or (self.strict and self.num == self.den):
            raise Refused(
                _("{num}/{den} is not a share that a number can reach."),
                _("Give two whole numbers, the upper above nought and not greater than the lower."),
                code="quorum.share",
                num=self.num,
                den=self.den,
            )

    @classmethod
    def parse(cls, mapping: Mapping[str, object]) -> Share:
        """Read {num, den, op} from a pack, op being ">=" or ">"; refuse anything else."""
        num, den, op = mapping.get("num"), mapping.get("den"), mapping.get("op", ">=")
        fits = type(num) is int and type(den) is int and op in _OPERATORS and set(mapping) <= {"num", "den", "op"}
        if not (fits and isinstance(num, int) and isinstance(den, int)):
            raise Refused(
                _("A share is written with whole numbers “num” and “den” and an “op” of >= or >."),
                _("Write for example num: 1, den: 2, op: '>'."),
                code="quorum.share_unreadable",
            )
        return cls(num, den, _OPERATORS[str(op)])

    def reached(self, got: int, base: int) -> bool:
        """Whether ``got`` of ``base`` reaches the share."""
        mine, asked = self.den * got, self.num * base
        return mine > asked if self.strict else mine >= asked

    def needed(self, base: int) -> int:
        """The smallest number that reaches the share of ``base``."""
        asked = self.num * base
        return asked // self.den + 1 if self.strict else -(-asked // self.den)

    def arithmetic(self, got: int, base: int) -> str:
        """The comparison as written on the board: "2×11=22 ≥ 21"."""
        yes, no = (">", "≤") if self.strict else ("≥", "<")
        sign = yes if self.reached(got, base) else no
        return f"{_product(self.den, got)} {sign} {_product(self.num, base)}"

    def __str__(self) -> str:
        return f"{'>' if self.strict else '≥'} {self.num}/{self.den}"


def _product(factor: int, number: int) -> str:
    return str(number) if factor == 1 else f"{factor}×{number}={factor * number}"


HALF_OR_MORE = Share(1, 2)
MORE_THAN_HALF = Share(1, 2, strict=True)
TWO_THIRDS = Share(2, 3)
FOUR_FIFTHS = Share(4, 5)
ONE_THIRD = Share(1, 3)


def cap(base: int, share: Share = ONE_THIRD) -> int:
    """The most that may be chosen out of ``base``: 优秀 at most one third of participants (民主评议党员).

    A strict share must stay below the fraction itself.
    """
    if base < 0:
        raise Refused(
            _("A number of people cannot be negative: {number}."),
            _("Correct the count."),
            code="quorum.negative",
            number=base,
        )
    most = share.num * base
    return max(0, -(-most // share.den) - 1) if share.strict else most // share.den
