"""Refused: a rule said no, in words for the user.

Sentences are English msgids marked with the no-op ``_`` and translated at the edge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping


def _(text: str) -> str:
    """Mark a text for translation and return it unchanged."""
    return text


LIST_SEPARATOR = _(", ")


class Word(str):
    """A value of a refusal that is itself translated when the sentence is spoken."""

    __slots__ = ()


class Refused(Exception):
    """A rule said no: ``rule`` names it, ``remedy`` says what to do, ``values`` fill the placeholders of both."""

    def __init__(self, rule: str, remedy: str = "", *, code: str = "refused", **values: object) -> None:
        super().__init__(rule, remedy)
        self.rule = rule
        self.remedy = remedy
        self.code = code
        self.values: dict[str, object] = values

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """Speak rule and remedy, translated first and filled with the values afterwards."""
        spoken = _Values({name: _spoken(value, translate) for name, value in self.values.items()})
        parts = [translate(text).format_map(spoken) for text in (self.rule, self.remedy) if text]
        return _joined(parts)

    def __str__(self) -> str:
        return self.sentence()


class _Values(dict[str, object]):
    """Values that leave an unknown placeholder standing: a sentence with a gap beats a page that fails."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def _spoken(value: object, translate: Callable[[str], str]) -> object:
    if isinstance(value, Word):
        return translate(str(value))
    if isinstance(value, Mapping):
        return value
    if isinstance(value, (tuple, list)):
        return translate(LIST_SEPARATOR).join(str(_spoken(each, translate)) for each in value)
    return value


def _joined(parts: list[str]) -> str:
    """Sentences that end in a Chinese mark are set without a space between them."""
    text = ""
    for part in parts:
        gap = "" if not text or text[-1] in "。！？；" else " "
        text += gap + part
    return text
