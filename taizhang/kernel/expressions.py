"""The tree a condition is made of: terms that have a value, tests that are true or false, and their wording."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.words import say

Value = bool | int | str
Values = Mapping[str, object]

ORDERINGS: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">=": operator.ge,
    ">": operator.gt,
}
ARITHMETIC: Mapping[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
SIGNS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥", "-": "−", "*": "×"}


@dataclass(frozen=True)
class Fact:
    """Something known of an organisation: its type, its label in both languages and, for codes, their names."""

    kind: type
    zh: str = ""
    en: str = ""
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict, hash=False)

    def label(self, lang: str, otherwise: str) -> str:
        """The fact's name in the language asked for."""
        return say(lang, zh=self.zh, en=self.en) or otherwise

    def spoken(self, value: object, lang: str) -> str:
        """A value of this fact as a person would say it."""
        if isinstance(value, bool):
            return say(lang, zh="是", en="yes") if value else say(lang, zh="否", en="no")
        zh, en = self.names.get(str(value), (str(value), str(value)))
        return say(lang, zh=zh, en=en)


def is_of(value: object, kind: type) -> bool:
    """Whether the value has that type; a yes-or-no is never taken for a number."""
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


@dataclass(frozen=True)
class Literal:
    """A value written in the condition itself."""

    value: Value

    @property
    def kind(self) -> type:
        """The type of the value."""
        return type(self.value)

    def of(self, values: Values) -> Value:
        """The value, whatever the facts."""
        return self.value

    def facts(self) -> Iterator[Name]:
        """No facts."""
        return iter(())

    def words(self, lang: str, among: Fact | None = None) -> str:
        """The value in words, read as one of that fact's codes when it is compared with a fact."""
        return (among or Fact(self.kind)).spoken(self.value, lang)


@dataclass(frozen=True)
class Name:
    """A fact named in the condition."""

    name: str
    fact: Fact

    @property
    def kind(self) -> type:
        """The type of the fact."""
        return self.fact.kind

    def of(self, values: Values) -> Value:
        """The fact's value; refused when it is not given or of another type, for unknown is not zero."""
        value = values.get(self.name)
        if is_of(value, self.kind) and isinstance(value, bool | int | str):
            return value
        raise Refused(
            _("The fact “{fact}” of this organisation is not known."),
            _("Enter it for the organisation, then ask again."),
            code="conditions.unknown_value",
            fact=self.name,
        )

    def facts(self) -> Iterator[Name]:
        """This fact."""
        yield self

    def words(self, lang: str, among: Fact | None = None) -> str:
        """The fact's label."""
        return self.fact.label(lang, self.name)


@dataclass(frozen=True)
class Arithmetic:
    """A sum, difference or product of whole numbers."""

    left: Term
    sign: str
    right: Term
    kind: type = int

    def of(self, values: Values) -> Value:
        """The whole number it comes to."""
        left, right = self.left.of(values), self.right.of(values)
        return ARITHMETIC[self.sign](int(left), int(right))

    def facts(self) -> Iterator[Name]:
        """The facts on both sides."""
        yield from self.left.facts()
        yield from self.right.facts()

    def words(self, lang: str, among: Fact | None = None) -> str:
        """The sum as it is written."""
        left, right = (
            f"({t.words(lang)})" if isinstance(t, Arithmetic) else t.words(lang) for t in (self.left, self.right)
        )
        return f"{left} {SIGNS.get(self.sign, self.sign)} {right}"


Term = Literal | Name | Arithmetic


@dataclass(frozen=True)
class Flag:
    """A yes-or-no that stands alone."""

    term: Term

    def holds(self, values: Values) -> bool:
        """Whether it is yes."""
        return bool(self.term.of(values))

    def reasons(self, values: Values, wanted: bool) -> Iterator[Reason]:
        """Itself."""
        yield Reason(self, wanted)

    def words(self, lang: str) -> str:
        """Its label."""
        return self.term.words(lang)

    def facts(self) -> Iterator[Name]:
        """The fact it asks for."""
        return self.term.facts()


@dataclass(frozen=True)
class Comparison:
    """Two terms compared, or a term sought in a list written in the condition."""

    left: Term
    sign: str
    right: Term | tuple[Literal, ...]

    def holds(self, values: Values) -> bool:
        """Whether the comparison is true of these facts."""
        left = self.left.of(values)
        if isinstance(self.right, tuple):
            return (left in [each.value for each in self.right]) is (self.sign == "in")
        right = self.right.of(values)
        if self.sign in ORDERINGS:
            return ORDERINGS[self.sign](int(left), int(right))
        return (left == right) is (self.sign == "==")

    def reasons(self, values: Values, wanted: bool) -> Iterator[Reason]:
        """Itself."""
        yield Reason(self, wanted)

    def words(self, lang: str) -> str:
        """The comparison in words: what is compared, how, with what."""
        among = self.left.fact if isinstance(self.left, Name) else None
        if not isinstance(self.right, tuple):
            return f"{self.left.words(lang)} {SIGNS.get(self.sign, self.sign)} {self.right.words(lang, among)}"
        listed = say(lang, zh="、", en=", ").join(each.words(lang, among) for each in self.right)
        sign = say(lang, zh="属于", en="one of") if self.sign == "in" else say(lang, zh="不属于", en="none of")
        return f"{self.left.words(lang)} {sign} {listed}"

    def facts(self) -> Iterator[Name]:
        """The facts on both sides."""
        yield from self.left.facts()
        if not isinstance(self.right, tuple):
            yield from self.right.facts()


@dataclass(frozen=True)
class Together:
    """Tests joined by `and` (every one must hold) or by `or` (one is enough)."""

    parts: tuple[Test, ...]
    every: bool

    def holds(self, values: Values) -> bool:
        """Whether all, or any, of the parts hold."""
        return (all if self.every else any)(part.holds(values) for part in self.parts)

    def reasons(self, values: Values, wanted: bool) -> Iterator[Reason]:
        """The parts that decided the outcome."""
        outcome = self.holds(values)
        for part in self.parts:
            if part.holds(values) is outcome:
                yield from part.reasons(values, wanted)

    def facts(self) -> Iterator[Name]:
        """The facts of all parts."""
        for part in self.parts:
            yield from part.facts()


@dataclass(frozen=True)
class Opposite:
    """A test that holds when another does not."""

    part: Test

    def holds(self, values: Values) -> bool:
        """Whether the part fails."""
        return not self.part.holds(values)

    def reasons(self, values: Values, wanted: bool) -> Iterator[Reason]:
        """The part's reasons, wanted the other way round."""
        yield from self.part.reasons(values, not wanted)

    def facts(self) -> Iterator[Name]:
        """The facts of the part."""
        return self.part.facts()


Leaf = Flag | Comparison
Test = Leaf | Together | Opposite


@dataclass(frozen=True)
class Reason:
    """One test that decided the outcome, and whether the rule wants it true or false."""

    test: Leaf
    wanted: bool

    def words(self, values: Values, lang: str) -> str:
        """The facts as they are and, for a comparison, what the rule asks: “正式党员数：5（规则：正式党员数 ≥ 7）”."""
        colon, comma = say(lang, zh="：", en=": "), say(lang, zh="，", en=", ")
        seen = {each.name: each for each in self.test.facts()}
        stated = comma.join(f"{n.words(lang)}{colon}{n.fact.spoken(n.of(values), lang)}" for n in seen.values())
        if isinstance(self.test, Flag):
            return stated or self.test.words(lang)
        asked = ("" if self.wanted else say(lang, zh="不得 ", en="not ")) + self.test.words(lang)
        return stated + say(lang, zh=f"（规则：{asked}）", en=f" (rule: {asked})")
