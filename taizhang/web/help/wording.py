"""Help texts: written in Chinese and English, naming buttons and menus by what stands on the page."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup, escape

from taizhang.kernel.words import say
from taizhang.web.kit.nav import MENU

LABEL = re.compile(r"\{([^{}]+)\}")  # {Hand in for review}: the words of a button or heading
PLACE = re.compile(r"\[(/[^\[\]]*)\]")  # [/ledger/]: an item of the menu
PARTS = re.compile(r"(\{[^{}]+\}|\[/[^\[\]]*\])")


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in Chinese and English."""

    zh: str
    en: str

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Words":
        """As a file states it."""
        return cls(str(given["zh"]).strip(), str(given["en"]).strip())

    def plain(self, lang: str) -> str:
        """The text with the real names in it."""
        return "".join(text for text, _address in self._parts(lang))

    def marked(self, lang: str) -> Markup:
        """The text for a page: names of buttons bold, items of the menu as links."""
        return Markup("").join(_drawn(text, address) for text, address in self._parts(lang))

    def labels(self) -> set[str]:
        """The message ids it speaks of."""
        return {found for text in (self.zh, self.en) for found in LABEL.findall(text)}

    def places(self) -> set[str]:
        """The addresses it speaks of."""
        return {found for text in (self.zh, self.en) for found in PLACE.findall(text)}

    def _parts(self, lang: str) -> Iterator[tuple[str, str | None]]:
        """Pieces of the text: plain ones, labels (with an empty address) and menu items (with theirs)."""
        for part in PARTS.split(say(lang, zh=self.zh, en=self.en)):
            if part.startswith("{"):
                yield gettext(part[1:-1]), ""
            elif part.startswith("["):
                yield menu_name(part[1:-1]), part[1:-1]
            elif part:
                yield part, None


def menu_name(address: str) -> str:
    """What the menu calls an address."""
    return next((str(item.label) for item in MENU if item.url == address), address)


def _drawn(text: str, address: str | None) -> Markup:
    if address is None:
        return escape(text)
    bold = Markup("<b>{}</b>").format(text)
    return Markup('<a href="{}">{}</a>').format(address, bold) if address else bold
