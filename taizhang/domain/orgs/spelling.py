"""Names as they are sought and sorted: in characters, in pinyin and by initials."""

import unicodedata
from functools import lru_cache

KEY_LENGTH = 120

# Characters that are read differently as surnames, and surnames of two characters.
SURNAMES = {
    "万俟": ("mo4", "qi2"),
    "尉迟": ("yu4", "chi2"),
    "单于": ("chan2", "yu2"),
    "长孙": ("zhang3", "sun1"),
    "澹台": ("tan2", "tai2"),
    "单": ("shan4",),
    "曾": ("zeng1",),
    "解": ("xie4",),
    "仇": ("qiu2",),
    "查": ("zha1",),
    "任": ("ren2",),
    "区": ("ou1",),
    "朴": ("piao2",),
    "盖": ("ge3",),
    "华": ("hua4",),
    "纪": ("ji3",),
    "燕": ("yan1",),
    "宁": ("ning4",),
    "繁": ("po2",),
    "缪": ("miao4",),
    "乐": ("yue4",),
    "员": ("yun4",),
    "黑": ("he4",),
    "折": ("she2",),
    "秘": ("bi4",),
    "洗": ("xian3",),
    "种": ("chong2",),
    "覃": ("qin2",),
    "郇": ("xun2",),
    "葛": ("ge3",),
    "召": ("shao4",),
    "隗": ("wei3",),
    "訾": ("zi1",),
    "祭": ("zhai4",),
}


def plain(text: str) -> str:
    """A text for comparing: half width, lower case, without spaces at its ends."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def search_text(name: str, *, surname: bool = False) -> str:
    """What a name is found by: itself, its full pinyin and its initials, in lower case."""
    syllables = _syllables(plain(name), surname, toned=False)
    words = (plain(name), "".join(syllables), "".join(each[:1] for each in syllables))
    return " ".join(dict.fromkeys(words))


def sort_key(name: str, surname: bool = True) -> str:
    """A key in the order of a Chinese dictionary: syllable, tone, character; read as a person's name by default."""
    name = plain(name)
    return f"{' '.join(_syllables(name, surname, toned=True))}|{name}"[:KEY_LENGTH]


def _syllables(name: str, surname: bool, *, toned: bool) -> list[str]:
    """The syllables of a name; given names are read character by character, for no phrase reads them."""
    if not surname:
        return list(_phrase(name, toned))
    first = next((name[:size] for size in (2, 1) if name[:size] in SURNAMES), "")
    read = [syllable if toned else syllable[:-1] for syllable in SURNAMES.get(first, ())]
    return [*read, *(syllable for character in name[len(first) :] for syllable in _phrase(character, toned))]


@lru_cache(maxsize=20_000)
def _phrase(text: str, toned: bool) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin  # its dictionaries are long: read when first needed, not at every start

    if toned:
        return tuple(lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True))
    return tuple(lazy_pinyin(text, style=Style.NORMAL))
