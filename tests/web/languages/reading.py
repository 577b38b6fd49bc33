"""What a reader sees of a page: its text and what is read out of its attributes, less what is data."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.apps import apps
from django.db.models import CharField, TextField

from taizhang.web.wall.tiles import SAID_ANYWAY

WIDE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
SPOKEN = ("alt", "aria-label", "placeholder", "title", "content")
SILENT = {"script", "style", "template", "svg"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Read(HTMLParser):
    """Collects what is read in the language of the page; what says that it is in another one is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        named = "tz-avatar" in (given.get("class") or "")  # the first sign of a name
        apart = tag in SILENT or named or ("lang" in given and tag != "html")
        if not (apart or self.apart):
            self.found += [given[name] or "" for name in SPOKEN if name in given and tag != "meta"]
        if tag not in VOID:
            self.open.append((tag, apart))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.apart:
            self.found.append(" ".join(data.split()))

    @property
    def apart(self) -> bool:
        return any(apart for _tag, apart in self.open)


def read(html: str) -> list[str]:
    """Every piece of text of a page, in its order."""
    reader = Read()
    reader.feed(html)
    return reader.found


def names() -> list[str]:
    """What people typed: the texts of all rows, longest first. The words of a pack are ours, not data."""
    found: set[str] = set()
    for model in apps.get_models():
        fields = [one.attname for one in model._meta.concrete_fields if isinstance(one, CharField | TextField)]
        for field in fields:
            if model.__module__.startswith("taizhang.") and not field.endswith(("_zh", "_en")):
                found |= set(model._base_manager.values_list(field, flat=True))
    found |= {
        name.removesuffix(end) for name in found if name for end in SAID_ANYWAY
    }  # tiles of the wall shorten them so
    return sorted((one for one in found if one and WIDE.search(one)), key=len, reverse=True)


def without(texts: list[str], known: list[str]) -> Iterator[str]:
    """The texts less what is data."""
    for text in texts:
        for name in known:
            text = text.replace(name, "")
        yield text
