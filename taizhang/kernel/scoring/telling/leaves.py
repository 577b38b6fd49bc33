"""What a leaf comes to, in words: so many of so many, and what follows from it."""

from __future__ import annotations

from taizhang.kernel.measures import Measure
from taizhang.kernel.scoring.evaluate import Effect, Score, amount, missing, unbounded
from taizhang.kernel.scoring.nodes import ByCount, ByRate, ByVotes
from taizhang.kernel.scoring.telling.arithmetic import parted
from taizhang.kernel.scoring.units import FULL, plain, shown
from taizhang.kernel.words import plural, say


def by_rate(node: ByRate, score: Score, lang: str) -> str:
    """ "17/20（85.0%），得85.00分"; with the line from which on it is full, when that is not the whole."""
    said = [_measure(score).words(lang)]
    if node.full_at != 100:
        said.append(say(lang, zh=f"达到{node.full_at}%得满分", en=f"full from {node.full_at}% on"))
    elif _measure(score).over:
        said.append(say(lang, zh="最多计满分", en="at most full"))
    return _with_mark(say(lang, zh="，", en=", ").join(said), score, lang)


def by_votes(node: ByVotes, score: Score, lang: str) -> str:
    """How many gave which grade, and the mean of what the grades are worth."""
    given = [
        (read.numerator, worth) for (_code, worth), read in zip(node.worth, score.read, strict=True) if read is not None
    ]
    votes = sum(count for count, _worth in given)
    terms = " + ".join(f"{count} × {plain(worth)}" for count, worth in given if count)
    return say(
        lang,
        zh=f"{votes}票：{parted(terms, str(votes), lang)}，得{shown(score.units or 0)}分",
        en=f"{plural(votes, 'vote')}: {parted(terms, str(votes), lang)} = {shown(score.units or 0)}",
    )


def by_count(node: ByCount, score: Score, lang: str) -> str:
    """The amount as it was reckoned, the bounds that held it, and the mark it is of what can be had."""
    measure = _measure(score)
    came = amount(node, measure)
    if score.effect is not Effect.MARK and not came:
        zh, en = ("不加分", "nothing added") if score.effect is Effect.BONUS else ("不扣分", "nothing taken off")
        counted = measure.words(lang) if node.per_miss else str(measure.numerator)
        return say(lang, zh=f"{counted}，{zh}", en=f"{counted}: {en}")
    said = [_against(node, measure, lang) + _sum(node, measure, lang)]
    raw = unbounded(node, measure)
    if raw != came:
        zh, en = ("最多计", "at most") if raw > came else ("最低计", "at least")
        said.append(say(lang, zh=f"{zh}{plain(came)}", en=f"{en} {plain(came)}"))
    if score.effect is not Effect.MARK:
        return say(lang, zh="，", en=", ").join(said) + _effect(score, lang)
    if node.out_of != FULL:
        said.append(say(lang, zh=f"满分{plain(node.out_of)}", en=f"of {plain(node.out_of)}"))
    return _with_mark(say(lang, zh="，", en=", ").join(said), score, lang)


def _against(node: ByCount, measure: Measure, lang: str) -> str:
    """How many there are of how many, where something is taken off for each that is missing."""
    if not node.per_miss:
        return ""
    if node.target is None:
        return measure.words(lang) + say(lang, zh="：", en=": ")
    return (
        say(lang, zh=f"目标{node.target}，已有", en=f"target {node.target}, done ")
        + str(measure.numerator)
        + say(lang, zh="：", en=": ")
    )


def _sum(node: ByCount, measure: Measure, lang: str) -> str:
    """The amount and what it is put together from: "基础分4 − 缺3 × 0.5 = 2.5"."""
    terms, count, lacking = [], measure.numerator, missing(node, measure)
    if node.base:
        terms.append(("+", say(lang, zh=f"基础分{plain(node.base)}", en=f"base {plain(node.base)}")))
    if node.each:
        terms.append(("−" if node.each < 0 else "+", f"{count} × {plain(abs(node.each))}"))
    if node.per_miss and lacking:
        zh, en = f"缺{lacking} × {plain(node.per_miss)}", f"{lacking} missing × {plain(node.per_miss)}"
        terms.append(("−", say(lang, zh=zh, en=en)))
    if not terms:
        return _number(unbounded(node, measure))
    first, text = terms[0]
    said = text if first == "+" else f"{first}{text}"
    said += "".join(f" {sign} {text}" for sign, text in terms[1:])
    alone = len(terms) == 1 and node.base
    return said if alone else f"{said} = {_number(unbounded(node, measure))}"


def _number(units: int) -> str:
    return plain(units) if units >= 0 else f"−{plain(-units)}"


def _effect(score: Score, lang: str) -> str:
    units = shown(score.units or 0)
    if score.effect is Effect.BONUS:
        return say(lang, zh=f"，加{units}分", en=f": {units} added")
    return say(lang, zh=f"，扣{units}分", en=f": {units} taken off")


def _with_mark(text: str, score: Score, lang: str) -> str:
    units = shown(score.units or 0)
    return say(lang, zh=f"{text}，得{units}分", en=f"{text}: {units}")


def _measure(score: Score) -> Measure:
    return score.read[0] or Measure(0, 0)
