"""What two schemes say differently, part by part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.web.schemes import outline, places, words
from taizhang.web.schemes.outline import Content, Line
from taizhang.web.schemes.sheet import BAND, HEADING, VETO

PARTS = ("clause", "weight")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: of what, which part of it, as the one says it and as the other does."""

    of: str
    part: str
    today: str
    then: str


def differences(today: Content, new: Content, lang: str) -> list[Difference]:
    """Everything that a reader would notice, in the order of the new one."""
    found = [*_heading(today, new), *_trees(today, new, lang)]
    for key, keys in (("bands", BAND), ("vetoes", VETO)):
        found += _listed(today, new, key, keys, lang)
    return list(dict.fromkeys(found))  # a part that stands in several trees is said once


def _heading(today: Content, new: Content) -> Iterator[Difference]:
    for key in HEADING:
        before, after = places.at(today, key), places.at(new, key)
        if before != after:
            yield Difference(_("the scheme"), words.key(key), _said(before), _said(after))


def _trees(today: Content, new: Content, lang: str) -> Iterator[Difference]:
    before, after = _by_code(today), _by_code(new)
    for code, line in after.items():
        if code not in before:
            yield Difference(line.name(lang), words.kind(line), "", pgettext("scheme", "new"))
            continue
        yield from _line(before[code], line, lang)
    for code, line in before.items():
        if code not in after:
            yield Difference(line.name(lang), words.kind(line), _("in it"), _("dropped"))


def _line(before: Line, after: Line, lang: str) -> Iterator[Difference]:
    if before.name(lang) != after.name(lang):
        yield Difference(after.name(lang), _("name"), before.name(lang), after.name(lang))
    if before.kind != after.kind:
        yield Difference(after.name(lang), _("how it is read"), words.kind(before), words.kind(after))
    keys = ("weight",) if after.kind == "institution" else tuple(dict.fromkeys((*PARTS, *before.keys, *after.keys)))
    for key in keys:
        old, new = places.at(before.node, key), places.at(after.node, key)
        if old != new:
            yield Difference(after.name(lang), words.key(key), _said(old), _said(new))


def _listed(today: Content, new: Content, key: str, keys: tuple[str, ...], lang: str) -> Iterator[Difference]:
    before, after = (
        {str(each.get("code")): each for each in outline.entries(content, key)} for content in (today, new)
    )
    for code, entry in after.items():
        name = outline.named(entry, lang) or code
        if code not in before:
            yield Difference(name, _kind(key), "", pgettext("scheme", "new"))
            continue
        for each in keys:
            old, then = places.at(before[code], each), places.at(entry, each)
            if old != then:
                yield Difference(name, words.key(each), _said(old), _said(then))
    for code, entry in before.items():
        if code not in after:
            yield Difference(outline.named(entry, lang) or code, _kind(key), _("in it"), _("dropped"))


def _kind(key: str) -> str:
    return _("grade") if key == "bands" else _("veto")


def _by_code(content: Content) -> Mapping[str, Line]:
    """Lines by tree and code: the same part may stand in the trees of several categories with other weights."""
    found: dict[str, Line] = {}
    for number, (_categories, lines) in enumerate(outline.trees(content)):
        found |= {f"{number}.{line.under}.{line.code or line.path}": line for line in lines}
    return found | {f"shared.{line.code or line.path}": line for line in outline.shared(content)}


def _said(value: Any) -> str:
    return "" if value is None else str(value)
