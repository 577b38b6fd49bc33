"""How many must be there and how many must agree, worked out for a roll before the meeting, in words."""

from collections.abc import Iterable, Iterator

from taizhang.domain.duties.packfile import InstitutionRule
from taizhang.domain.records.lines import Roll
from taizhang.kernel.words import say


def sums(rules: Iterable[InstitutionRule], roll: Roll, lang: str) -> list[str]:
    """The lines of arithmetic for everybody who counts; who need not come and comes all the same is added that day."""
    return [line for rule in rules for line in _of_rule(rule, roll, lang)]


def _of_rule(rule: InstitutionRule, roll: Roll, lang: str) -> Iterator[str]:
    entitled = sum(line.votes and line.counts for line in roll)
    name, asked = rule.short.words(lang), rule.attendance
    base = entitled if asked.quorum_for_votes_only else roll.expected
    if asked.quorum is not None and base:
        least = asked.quorum.needed(base)
        sign = asked.quorum.arithmetic(least, base)
        zh_for, en_for = ("方可表决", " for a vote") if asked.quorum_for_votes_only else ("方可召开", "")
        yield say(
            lang,
            zh=f"{name}：应到{base}人，至少到会{least}人{zh_for}（{sign}）",
            en=f"{name}: of {base} entitled at least {least} must be there{en_for} ({sign})",
        )
    if asked.passing is not None and entitled:
        least = asked.passing.needed(entitled)
        sign = asked.passing.arithmetic(least, entitled)
        yield say(
            lang,
            zh=f"{name}：应到会有表决权{entitled}人，赞成至少{least}票方为通过（{sign}）",
            en=f"{name}: of {entitled} entitled to vote at least {least} must agree ({sign})",
        )
