"""A grade with its reasons: the line that was reached, the veto that caps it, the share that had no place left."""

from __future__ import annotations

from taizhang.kernel.scoring.grading import Graded, capped, places
from taizhang.kernel.scoring.scheme import Band, Scheme
from taizhang.kernel.scoring.telling.arithmetic import quoted
from taizhang.kernel.scoring.units import plain, printed
from taizhang.kernel.words import ordinal, say


def graded(scheme: Scheme, units: int | None, its: Graded, lang: str, *, ranked: bool = False) -> str:
    """Why a mark has its grade; with its rank only where ranking is switched on and the group is large enough."""
    if units is None:
        return say(lang, zh="没有得分，不定等次", en="No mark, hence no grade")
    said = [_by_mark(scheme, units, its, lang), *_by_veto(scheme, its, lang), *_by_share(scheme, its, lang)]
    if ranked and its.rank is not None:
        zh, en = f"同组{its.size}个中列第{its.rank}", f"{ordinal(its.rank)} of {its.size} in its group"
        said.append(say(lang, zh=zh, en=en))
    return say(lang, zh="；", en="; ").join(said)


def _by_mark(scheme: Scheme, units: int, its: Graded, lang: str) -> str:
    band = scheme.bands[its.natural]
    mark = printed(units, [each.least for each in scheme.bands])
    name = band.name.words(lang)
    if its.natural == len(scheme.bands) - 1 and its.natural:
        line = plain(scheme.bands[its.natural - 1].least)
        return say(lang, zh=f"{mark} < {line}，按得分为“{name}”", en=f"{mark} < {line}: “{name}” by the mark")
    line = plain(band.least)
    return say(lang, zh=f"{mark} ≥ {line}，按得分为“{name}”", en=f"{mark} ≥ {line}: “{name}” by the mark")


def _by_veto(scheme: Scheme, its: Graded, lang: str) -> list[str]:
    if not its.vetoes:
        return []
    names = quoted([veto.name.words(lang) for veto in scheme.vetoes if veto.code in its.vetoes], lang)
    best = scheme.bands[capped(scheme, 0, its.vetoes)].name.words(lang)
    return [say(lang, zh=f"一票否决：{names}，最高为“{best}”", en=f"veto: {names}, at best “{best}”")]


def _by_share(scheme: Scheme, its: Graded, lang: str) -> list[str]:
    """Each band in which there was no place, and where it led."""
    said = []
    for place, band in enumerate(scheme.bands):
        if band.code in its.full:
            said.append(_full(band, scheme.bands[place + 1], its.size, lang))
    return said


def _full(band: Band, below: Band, size: int, lang: str) -> str:
    most = places(band.share or (1, 1), size)
    name, next_name = band.name.words(lang), below.name.words(lang)
    part = "/".join(map(str, band.share or (1, 1)))
    return say(
        lang,
        zh=f"“{name}”不超过{part}，同组{size}个中最多{most}个，得分不低于此的已超出，列“{next_name}”",
        en=f"“{name}” is for at most {part}, {most} of the {size} in its group, more have as much: “{next_name}”",
    )
