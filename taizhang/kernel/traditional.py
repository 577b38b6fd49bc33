"""Traditional characters for what is written in simplified ones.

OpenCC's "s2tw" is used: the character forms taught in Taiwan, which readers in Hong Kong know too, with every word left
as it is. Its siblings fit less: "s2t" writes forms that nobody prints (裏, 爲, 羣), and "s2twp" also trades
words (信息 for 資訊), which would put other words into the mouth of a regulation. Names of people and organisations
are never brought here: a name is not translated.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

VARIANT = "s2tw"
TRADITIONAL = frozenset({"zh-hant", "zh-tw", "zh-hk", "zh-mo"})
# What the dictionary reads differently than this field does, and the quotation marks of traditional print.
CORRECTED = {
    "臺賬": "台賬",  # the book itself is named with the short sign
    "平臺": "平台",
    "衝正": "沖正",  # 冲正 of a ledger, not a charge
    "批覆": "批復",  # 批复 in the Regulations on official documents
    "“": "「",
    "”": "」",
    "‘": "『",
    "’": "』",
}


def is_traditional(lang: str) -> bool:
    """Whether a language code asks for traditional characters."""
    return lang.lower().replace("_", "-") in TRADITIONAL


@lru_cache(maxsize=8192)
def traditional(text: str) -> str:
    """The same words in traditional characters."""
    converted = str(_converter().convert(text))
    for wrong, right in CORRECTED.items():
        converted = converted.replace(wrong, right)
    return converted


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # its dictionaries are read only where somebody wants them

    return OpenCC(VARIANT)
