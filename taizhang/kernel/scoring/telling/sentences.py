"""A score as one sentence: its number, what it is made of, and what was left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.kernel.periods import Kind
from taizhang.kernel.scoring.evaluate import Effect, Outcome, Score
from taizhang.kernel.scoring.nodes import Adjusted, ByCount, ByRate, ByVotes, Least, Mean
from taizhang.kernel.scoring.telling import leaves
from taizhang.kernel.scoring.telling.arithmetic import as_printed, average, equals, quoted
from taizhang.kernel.scoring.units import plain, shown
from taizhang.kernel.words import plural, say

NAMED = 3  # so many of what was left out are named; of more only the number is told
_SPANS = {Kind.HALF: ("个半年", "half-year"), Kind.QUARTER: ("个季度", "quarter"), Kind.MONTH: ("个月", "month")}


def sentence(score: Score, lang: str) -> str:
    """How a score came about, without the name of its node: "92.40 = 30% × 88.00 + 40% × 95.50 + 30% × 92.67"."""
    if score.outcome is Outcome.UNKNOWN:
        return _unknown(score, lang)
    if score.outcome is Outcome.NOT_APPLICABLE:
        return _not_applicable(score, lang)
    match score.node:
        case ByRate() as node:
            return leaves.by_rate(node, score, lang)
        case ByCount() as node:
            return leaves.by_count(node, score, lang)
        case ByVotes() as node:
            return leaves.by_votes(node, score, lang)
        case _:
            return say(lang, zh="；", en="; ").join(_composed(score, lang))


def _composed(score: Score, lang: str) -> list[str]:
    """What the parts come to together, then what was left out."""
    match score.node:
        case Mean() as node:
            return [_mean(score, node.by, lang), *_spans_left_out(score, node.by, lang)]
        case Least():
            return [_least(score, lang), *_left_out(score.parts, lang)]
        case Adjusted() as node:
            return [_adjusted(score, node, lang), *_left_out(score.parts[:1], lang)]
        case _:
            return [_weighted(score, lang), *_left_out(score.parts, lang)]


def _unknown(score: Score, lang: str) -> str:
    if score.effect is not Effect.MARK:
        return say(lang, zh="没有登记，不加不减", en="None entered: nothing is added or taken off")
    return say(lang, zh="尚无数据，不按零分计", en="Not known yet, which is not nought")


def _not_applicable(score: Score, lang: str) -> str:
    if score.effect is not Effect.MARK:
        return say(lang, zh="不适用，不加不减", en="Does not apply: nothing is added or taken off")
    if score.parts:
        return say(lang, zh="各项都不适用，不计入分母", en="Nothing in it applies: left out of the denominator")
    return say(lang, zh="不适用，不计入分母", en="Does not apply: left out of the denominator")


def _weighted(score: Score, lang: str) -> str:
    units = score.units or 0
    known = [part for part in score.parts if part.units is not None and part.weight]
    if len(known) == 1:
        name = quoted([known[0].node.name.words(lang)], lang)
        return say(lang, zh=f"{shown(units)}，只计{name}", en=f"{shown(units)}, of {name} alone")
    return average(units, [(part.weight or 0, part.units or 0) for part in known], lang)


def _mean(score: Score, by: Kind, lang: str) -> str:
    marks = [part.units for part in score.parts if part.units is not None]
    units = score.units or 0
    zh, en = _SPANS.get(by, ("期", "period"))
    if len(set(marks)) == 1:
        said = plural(len(marks), en)
        return say(lang, zh=f"{shown(units)}，{len(marks)}{zh}都是此分", en=f"{shown(units)} in each of {said}")
    what = say(lang, zh=zh, en=f" {en}s")
    return average(units, [(1, mark) for mark in marks], lang, what)


def _least(score: Score, lang: str) -> str:
    units = score.units or 0
    lowest = next(part for part in score.parts if part.units == units)
    name = quoted([lowest.node.name.words(lang)], lang)
    return say(lang, zh=f"{shown(units)}，取最低的{name}", en=f"{shown(units)}, the least: {name}")


def _adjusted(score: Score, node: Adjusted, lang: str) -> str:
    main, units = score.parts[0].units or 0, score.units or 0
    sums = [
        _Sum("+", "加分", "bonus", _sum_of(score, Effect.BONUS), node.most_bonus),
        _Sum("−", "扣分", "deduction", _sum_of(score, Effect.DEDUCTION), node.most_deducted),
    ]
    given = [each for each in sums if each.whole]
    came = main + sum(each.moves for each in given)
    zh, en = ("最高", "at most") if units < came else ("最低", "at least")
    bound = "" if units == came else say(lang, zh=f"，{zh}{plain(units)}", en=f", {en} {plain(units)}")
    if not given:
        said = say(lang, zh=f"{shown(main)}，不加不减", en=f"{shown(main)}, nothing added or taken off")
        return f"{shown(units)}{bound}" if bound else said
    terms = f"{shown(main)} " + " ".join(each.words(lang) for each in given)
    sign = equals(came, as_printed(main) + sum(as_printed(each.moves) for each in given))
    if not bound:
        return f"{shown(came)} {sign} {terms}"
    return say(lang, zh=f"{shown(units)}：", en=f"{shown(units)}: ") + f"{terms} {sign} {_number(came)}{bound}"


@dataclass(frozen=True, slots=True)
class _Sum:
    """All bonuses or all deductions: what they come to, and what of it counts."""

    sign: str
    zh: str
    en: str
    whole: int
    most: int | None

    @property
    def counted(self) -> int:
        return self.whole if self.most is None else min(self.most, self.whole)

    @property
    def moves(self) -> int:
        return self.counted if self.sign == "+" else -self.counted

    def words(self, lang: str) -> str:
        bound = (
            ""
            if self.counted == self.whole
            else say(lang, zh=f"（共{shown(self.whole)}）", en=f" (of {shown(self.whole)})")
        )
        zh, en = f"{self.zh}{shown(self.counted)}{bound}", f"{self.en} {shown(self.counted)}{bound}"
        return f"{self.sign} {say(lang, zh=zh, en=en)}"


def _number(units: int) -> str:
    return shown(units) if units >= 0 else f"−{shown(-units)}"


def _sum_of(score: Score, effect: Effect) -> int:
    return sum(part.units or 0 for part in score.parts if part.effect is effect)


def _left_out(parts: Sequence[Score], lang: str) -> list[str]:
    """What does not apply, is not known, or is known in part."""
    absent = [part for part in parts if part.outcome is Outcome.NOT_APPLICABLE]
    unknown = [part for part in parts if part.outcome is Outcome.UNKNOWN]
    partly = [part for part in parts if part.outcome is Outcome.KNOWN and not part.complete]
    said = []
    if absent:
        what = _names(absent, lang)
        said.append(say(lang, zh=f"{what}不适用，不计入分母", en=f"does not apply and is left out: {what}"))
    if unknown:
        what = _names(unknown, lang)
        said.append(say(lang, zh=f"{what}尚无数据，不按零分计", en=f"not known yet, which is not nought: {what}"))
    if partly:
        what = _names(partly, lang)
        said.append(say(lang, zh=f"{what}数据尚不完整", en=f"known in part: {what}"))
    return said


def _spans_left_out(score: Score, by: Kind, lang: str) -> list[str]:
    """How many months or quarters do not apply, are not known, or are known in part."""
    zh, en = _SPANS.get(by, ("期", "period"))
    outcomes = [part.outcome for part in score.parts]
    absent, unknown = outcomes.count(Outcome.NOT_APPLICABLE), outcomes.count(Outcome.UNKNOWN)
    partly = sum(part.outcome is Outcome.KNOWN and not part.complete for part in score.parts)
    told = [
        (absent, "不适用", "not applicable"),
        (unknown, "尚无数据", "not known yet"),
        (partly, "数据尚不完整", "known in part"),
    ]
    return [say(lang, zh=f"{count}{zh}{zh_}", en=f"{plural(count, en)} {en_}") for count, zh_, en_ in told if count]


def _names(parts: Sequence[Score], lang: str) -> str:
    if len(parts) > NAMED:
        return say(lang, zh=f"{len(parts)}项", en=plural(len(parts), "item"))
    return quoted([part.node.name.words(lang) for part in parts], lang)
