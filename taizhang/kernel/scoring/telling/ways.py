"""A way to a better grade in one sentence."""

from __future__ import annotations

from taizhang.kernel.scoring.changing import Way
from taizhang.kernel.scoring.scheme import Scheme
from taizhang.kernel.scoring.units import printed
from taizhang.kernel.words import plural, say


def way(scheme: Scheme, its: Way, lang: str) -> str:
    """How many things lead where; that a share depends on the others is said, and whether fewer might do as well."""
    band = scheme.bands[its.index]
    count, name = len(its.lifts), band.name.words(lang)
    mark = printed(its.units, [each.least for each in scheme.bands])
    fewest_zh, fewest_en = ("最少再完成", "at least ") if its.least else ("再完成", "")
    said = [
        say(
            lang,
            zh=f"{fewest_zh}{count}项，得{mark}分，按得分可为“{name}”",
            en=f"{fewest_en}{plural(count, 'more thing')}: {mark}, “{name}” by the mark",
        )
    ]
    if band.share is not None:
        part = "/".join(map(str, band.share))
        zh, en = f"该等次不超过同组的{part}", f"that grade is for at most {part} of the group"
        said.append(say(lang, zh=zh, en=en))
    if not its.least:
        said.append(say(lang, zh="更少的组合未能全部试算", en="not every smaller set could be tried"))
    return say(lang, zh="；", en="; ").join(said)
