"""A node as the rule that it is, whatever the facts: what a page of a scheme says beside each indicator."""

from __future__ import annotations

from taizhang.kernel.periods import Kind
from taizhang.kernel.scoring.nodes import Adjusted, ByCount, ByRate, ByVotes, Least, Mean, Node, Weighted
from taizhang.kernel.scoring.units import FULL, plain
from taizhang.kernel.words import plural, say

_KINDS = {
    ByRate: ("按比率计分", "By rate"),
    ByCount: ("按数量计分", "By count"),
    ByVotes: ("按票数计分", "By votes"),
    Weighted: ("加权合计", "Weighted sum"),
    Mean: ("分期平均", "Mean over time"),
    Least: ("取最低", "The least"),
    Adjusted: ("加减分", "Adjusted"),
}
_EACH = {Kind.HALF: ("每半年", "half-year"), Kind.QUARTER: ("每季度", "quarter"), Kind.MONTH: ("每月", "month")}


def kind(node: Node, lang: str) -> str:
    """What kind of node it is, in a word or two."""
    zh, en = _KINDS[type(node)]
    return say(lang, zh=zh, en=en)


def rule(node: Node, lang: str) -> str:
    """How its mark is found, in one sentence."""
    match node:
        case ByRate():
            return _by_rate(node, lang)
        case ByCount():
            return _by_count(node, lang)
        case ByVotes():
            worth = "、".join(plain(units) for _code, units in node.worth)
            en = worth.replace("、", ", ")
            return say(
                lang, zh=f"各档分值{worth}，按得票数平均", en=f"the mean of what the grades are worth ({en}), by votes"
            )
        case Weighted():
            whole = sum(weight for weight, _part in node.parts)
            zh = f"{len(node.parts)}项按权重平均，权重合计{whole}；不适用或尚无数据的不计入分母"
            en = f"the mean of {plural(len(node.parts), 'part')} by weight ({whole} in all)"
            return say(lang, zh=zh, en=f"{en}; what does not apply or is not known yet leaves the denominator")
        case Mean():
            zh, en = _EACH.get(node.by, ("每期", "period"))
            return say(lang, zh=f"{zh}分别计分，再求平均", en=f"each {en} is marked for itself; the mean of these")
        case Least():
            return say(lang, zh="取各项中的最低分", en="the lowest of its parts")
        case Adjusted():
            return _adjusted(node, lang)


def _by_rate(node: ByRate, lang: str) -> str:
    if node.full_at == 100:
        return say(lang, zh="实际数 ÷ 应有数 × 100", en="so many ÷ of so many × 100")
    zh = f"实际数 ÷ 应有数，达到{node.full_at}%得满分"
    return say(lang, zh=zh, en=f"so many ÷ of so many, full from {node.full_at}% on")


def _by_count(node: ByCount, lang: str) -> str:
    said = []
    if node.base:
        said.append(say(lang, zh=f"基础分{plain(node.base)}", en=f"base {plain(node.base)}"))
    if node.each:
        zh, en = ("扣", "taken off") if node.each < 0 else ("计", "given")
        said.append(say(lang, zh=f"每次{zh}{plain(abs(node.each))}分", en=f"{plain(abs(node.each))} {en} for each"))
    if node.per_miss:
        zh, en = ("应有数", "the whole") if node.target is None else (f"目标{node.target}", f"{node.target}")
        taken = plain(node.per_miss)
        said.append(say(lang, zh=f"比{zh}每少1扣{taken}分", en=f"{taken} taken off for each short of {en}"))
    if node.floor:
        said.append(say(lang, zh=f"最低{plain(node.floor)}分", en=f"at least {plain(node.floor)}"))
    said.append(say(lang, zh=f"最多{plain(node.most)}分", en=f"at most {plain(node.most)}"))
    if node.out_of not in (FULL, node.most):
        said.append(say(lang, zh=f"满分{plain(node.out_of)}分", en=f"of {plain(node.out_of)}"))
    return say(lang, zh="，", en=", ").join(said)


def _adjusted(node: Adjusted, lang: str) -> str:
    said = []
    if node.bonuses:
        most = plain(node.most_bonus)
        said.append(say(lang, zh=f"加分合计最多{most}分", en=f"bonuses together at most {most}"))
    if node.deductions and node.most_deducted is None:
        said.append(say(lang, zh="扣分不设上限", en="deductions without a bound"))
    elif node.deductions:
        most = plain(node.most_deducted or 0)
        said.append(say(lang, zh=f"扣分合计最多{most}分", en=f"deductions together at most {most}"))
    bounds = f"{plain(node.floor)}–{plain(node.most)}"
    said.append(say(lang, zh=f"结果在{bounds}分之间", en=f"the result lies within {bounds}"))
    return say(lang, zh="，", en=", ").join(said)
