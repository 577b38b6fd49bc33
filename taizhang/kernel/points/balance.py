"""Balance: a total of points that carries the parts it is made of and says how they became it."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.kernel.points.book import Book, Kind, Rule, bounded
from taizhang.kernel.words import plural, say


@dataclass(frozen=True)
class Part:
    """One item: the points posted under its rule and what of them counts."""

    item: Rule
    raw: int
    counted: int

    @property
    def rule(self) -> str:
        """The code of the rule."""
        return self.item.code

    @property
    def kind(self) -> Kind:
        """The kind of the rule."""
        return self.item.kind

    def words(self, lang: str) -> str:
        """The item in words: "党课 12（记14，最多12）"."""
        name = self.item.name(lang)
        if self.kind is Kind.VETO:
            return name
        if self.raw == self.counted:
            return f"{name} {self.counted}"
        bound_zh, bound_en = ("最多", "at most") if self.raw > self.counted else ("最低", "at least")
        zh = f"{name} {self.counted}（记{self.raw}，{bound_zh}{self.counted}）"
        return say(lang, zh=zh, en=f"{name} {self.counted} (posted {self.raw}, {bound_en} {self.counted})")


@dataclass(frozen=True)
class Balance:
    """The points of one holder in one year, by the rules of a book."""

    book: Book
    parts: tuple[Part, ...]

    @property
    def bonus(self) -> int:
        """What counts of all bonuses together."""
        return bounded(self._sum(Kind.BONUS), None, self.book.bonus_cap)

    @property
    def vetoed(self) -> bool:
        """Whether a veto stands."""
        return any(part.kind is Kind.VETO for part in self.parts)

    @property
    def before_bounds(self) -> int:
        """The sum before floor, ceiling and veto."""
        return self._sum(Kind.BASE) + self._sum(Kind.AWARD) + self.bonus + self._sum(Kind.DEDUCTION)

    @property
    def total(self) -> int:
        """The points that count."""
        held = bounded(self.before_bounds, self.book.floor, self.book.ceiling)
        return bounded(held, None, self.book.veto_caps_at) if self.vetoed else held

    def words(self, lang: str) -> str:
        """The total, its parts and every bound that moved it."""
        parts = say(lang, zh="，", en=", ").join(part.words(lang) for part in self.parts if part.kind is not Kind.VETO)
        head = say(lang, zh=f"共{self.total}分", en=f"{plural(self.total, 'point')} in all")
        said = [*([parts] if parts else []), *self._bounds(lang)]
        return head + say(lang, zh="：", en=": ") * bool(said) + say(lang, zh="；", en="; ").join(said)

    def _bounds(self, lang: str) -> list[str]:
        said, posted, sums = [], self._sum(Kind.BONUS), self.before_bounds
        if self.bonus != posted:
            said.append(
                say(lang, zh=f"加分合计{posted}，最多{self.bonus}", en=f"bonuses {posted}, at most {self.bonus}")
            )
        held = bounded(sums, self.book.floor, self.book.ceiling)
        if held > sums:
            said.append(say(lang, zh=f"合计{sums}，最低{held}", en=f"sum {sums}, at least {held}"))
        if held < sums:
            said.append(say(lang, zh=f"合计{sums}，最多{held}", en=f"sum {sums}, at most {held}"))
        return said + self._vetoes(lang)

    def _vetoes(self, lang: str) -> list[str]:
        if not self.vetoed:
            return []
        names = say(lang, zh="、", en=", ").join(part.words(lang) for part in self.parts if part.kind is Kind.VETO)
        most = self.book.veto_caps_at
        if most is None:
            return [say(lang, zh=f"一票否决：{names}", en=f"veto: {names}")]
        return [say(lang, zh=f"一票否决（{names}），最多{most}", en=f"veto ({names}), at most {most}")]

    def _sum(self, kind: Kind) -> int:
        return sum(part.counted for part in self.parts if part.kind is kind)
