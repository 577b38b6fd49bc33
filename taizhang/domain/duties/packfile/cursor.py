"""A cursor reads one place of a pack file and notes what is wrong there, so that all problems are found at once.

After a problem it returns an empty value of the right type; the pack is used only when no problem was noted.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from taizhang.domain.duties.packfile.marks import Item
from taizhang.domain.duties.packfile.problems import Log
from taizhang.kernel.errors import Refused, Word, _

T = TypeVar("T")


@dataclass(frozen=True)
class Cursor:
    """One place of the file: its item (None: not given), its path, and where problems are noted."""

    item: Item | None
    path: str
    log: Log
    above: int = 0

    @property
    def line(self) -> int:
        """The line of this place, or of the mapping in which it is missing."""
        return self.item.line if self.item else self.above

    @property
    def given(self) -> bool:
        """Whether something other than null stands here."""
        return self.item is not None and self.item.value is not None

    def problem(self, rule: str, remedy: str, *, code: str, **values: Any) -> None:
        """Note a problem of this place."""
        self.log.say(self.line, self.path, rule, remedy, code=code, **values)

    def at(self, key: str) -> Cursor:
        """The place under a key, given or not."""
        entries = self.item.value if self.item and isinstance(self.item.value, dict) else {}
        return Cursor(entries.get(key), f"{self.path}.{key}" if self.path else key, self.log, self.line)

    def keys(self, *required: str, optional: Collection[str] = ()) -> Cursor:
        """This place as a mapping with these keys: unknown and missing ones are noted."""
        entries = self._value(dict, _("a mapping of keys and values"), {})
        if not self._is(dict):
            return self
        known = [*required, *optional]
        for key in entries:
            if key not in known:
                _unlisted(self.at(key), key, known, _("“{name}” is not a key of this place."), "unknown_key")
        for key in required:
            if key not in entries:
                self.at(key).problem(_("“{key}” is missing."), _("Add it."), code="missing_key", key=key)
        return self

    def entries(self) -> dict[str, Cursor]:
        """This place as a mapping with free keys."""
        return {key: self.at(key) for key in self._value(dict, _("a mapping of keys and values"), {})}

    def items(self, least: int = 0) -> list[Cursor]:
        """This place as a list of at least so many."""
        items = self._value(list, _("a list"), [])
        if len(items) < least and self._is(list):
            rule, remedy = _("Here at least {least} must stand; there are {count}."), _("Complete the list.")
            self.problem(rule, remedy, code="too_few", least=least, count=len(items))
        return [Cursor(item, f"{self.path}[{place}]", self.log, self.line) for place, item in enumerate(items)]

    def text(self, longest: int = 400) -> str:
        """This place as text that is not empty."""
        text = self._value(str, _("some text"), "").strip()
        if self._is(str) and not 0 < len(text) <= longest:
            rule, remedy = (
                _("The text must have 1 to {longest} characters."),
                _("Write it shorter, or write it at all."),
            )
            self.problem(rule, remedy, code="text_length", longest=longest)
        return text

    def flag(self) -> bool:
        """This place as true or false."""
        return self._value(bool, _("true or false"), False)

    def whole(self, least: int, most: int) -> int:
        """This place as a whole number within bounds."""
        number = self._value(int, _("a whole number"), least)
        if not least <= number <= most:
            rule, remedy = _("“{number}” is out of bounds."), _("Give a whole number from {least} to {most}.")
            self.problem(rule, remedy, code="number_bounds", number=number, least=least, most=most)
        return number

    def choice(self, known: Collection[str]) -> str:
        """This place as one of the known codes."""
        code = self._value(str, _("a code"), "")
        if code and code not in known:
            _unlisted(self, code, known, _("“{name}” is not a known code."), "unknown_code")
        return code

    def choices(self, known: Collection[str], least: int = 1) -> tuple[str, ...]:
        """This place as a list of different known codes."""
        codes = [each.choice(known) for each in self.items(least)]
        for code in {code for code in codes if codes.count(code) > 1}:
            self.problem(_("“{name}” stands here twice."), _("Keep one of them."), code="twice", name=code)
        return tuple(codes)

    def plain(self) -> Any:
        """The bare value, for a reader of the kernel."""
        return self.item.plain() if self.item else None

    def mapping(self) -> Mapping[str, object]:
        """This place as a plain mapping, for a reader of the kernel."""
        return {key: each.plain() for key, each in self.entries().items()}

    def by(self, read: Callable[[], T]) -> T | None:
        """What a reader of the kernel makes of this place; its refusal is noted here."""
        try:
            return read() if self.given else None
        except Refused as refused:
            self.log.add(self.line, self.path, refused)
            return None

    def _is(self, kind: type) -> bool:
        return self.item is not None and isinstance(self.item.value, kind)

    def _value(self, kind: type[T], wanted: str, otherwise: T) -> T:
        """The value when it has the type; a wrong one is noted, a missing one was noted by its mapping."""
        value = self.item.value if self.item else None
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        if self.item is not None:
            self.problem(_("Here {wanted} is needed."), _("Correct the value."), code="type", wanted=Word(wanted))
        return otherwise


def _unlisted(place: Cursor, name: str, known: Collection[str], rule: str, code: str) -> None:
    """Note a name that is not on a list, with the nearest that is."""
    near = difflib.get_close_matches(name, known, n=1)
    remedy = _("Did you mean “{near}”?") if near else _("These exist: {known}.")
    place.problem(rule, remedy, code=code, name=name, near="".join(near), known=list(known))
