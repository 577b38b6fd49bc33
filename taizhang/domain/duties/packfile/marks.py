"""YAML read to plain values that remember their lines, and nothing else YAML can do.

Of YAML a file of rules (a pack, a scheme) needs mappings, lists and scalars. Anchors, aliases, tags and several
documents are refused: that removes alias bombs and constructed objects. Scalars are text, whole numbers, true, false
and null; days stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from taizhang.domain.duties.packfile.problems import Log
from taizhang.kernel.errors import Refused, _

LARGEST = 1_000_000
DEEPEST = 24
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = yaml.resolver.Resolver()
_TAGS = "tag:yaml.org,2002:"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")

Plain = None | bool | int | str | list[Any] | dict[str, Any]


@dataclass(frozen=True)
class Item:
    """A value of the file and the line on which it, or its key, stands."""

    value: bool | int | str | list[Item] | dict[str, Item] | None
    line: int = 0

    @classmethod
    def of(cls, plain: object) -> Item:
        """An item made from stored content, which has no lines."""
        if isinstance(plain, Mapping):
            return cls({str(key): cls.of(value) for key, value in plain.items()})
        if isinstance(plain, list | tuple):
            return cls([cls.of(value) for value in plain])
        return cls(plain if isinstance(plain, bool | int | str) else None)

    def plain(self) -> Plain:
        """The value without its lines, as it is stored."""
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return self.value


def read(path: Path, log: Log) -> Item | None:
    """The items of a file; None, with the problem noted, when it is not YAML that a pack may use."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except OSError:
        log.say(0, "", _("The file cannot be read."), _("Check its name and your rights."), code="unreadable")
        return None
    return parse(raw, log)


def parse(raw: bytes, log: Log) -> Item | None:
    """The items of what a file holds, likewise."""
    text = _text(raw, log)
    if text is None or not _indented_with_spaces(text, log):
        return None
    try:
        return _Builder(yaml.parse(text, Loader=_LOADER), log).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        log.say(
            mark.line + 1 if mark else 0,
            "",
            _("This is not YAML: {detail}."),
            _("Look at the indentation, colons, quotes and brackets on this line and the one before."),
            code="syntax",
            detail=error.problem or error.context,
        )
    except _Stopped as stopped:
        log.add(stopped.line, "", stopped.refused)
    return None


def _text(raw: bytes, log: Log) -> str | None:
    """The text of these bytes, unless they are too many or no text."""
    if len(raw) > LARGEST:
        log.say(
            0,
            "",
            _("A file of rules is at most {limit} bytes; this one is larger."),
            _("Check that it is the right file."),
            code="too_large",
            limit=LARGEST,
        )
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\x00"
    if _CONTROL.search(text):
        log.say(0, "", _("This is not a text file in UTF-8."), _("Save it as text in UTF-8."), code="binary")
        return None
    return text


def _indented_with_spaces(text: str, log: Log) -> bool:
    """Whether no line is indented with a tab, which YAML does not take."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) if "\t" in line[: -len(line.lstrip()) or None]]
    for number in lines:
        log.say(number, "", _("This line is indented with a tab."), _("Use spaces, two for each step."), code="tab")
    return not lines


class _Stopped(Exception):
    """Reading cannot go on from this line."""

    def __init__(self, line: int, refused: Refused) -> None:
        super().__init__(line, refused)
        self.line = line
        self.refused = refused


class _Builder:
    """Builds items from the events of the YAML parser."""

    def __init__(self, events: Iterator[Any], log: Log) -> None:
        self._events = (event for event in events if not isinstance(event, yaml.StreamStartEvent))
        self._log = log

    def document(self) -> Item:
        """The one document of the file."""
        first = next(self._events)
        if isinstance(first, yaml.StreamEndEvent):
            return Item(None, 1)
        item = self._item(next(self._events), "", 0)
        next(self._events)  # the end of the document
        after = next(self._events)
        if isinstance(after, yaml.DocumentStartEvent):
            rule = _("A file of rules holds one document; a second one begins here.")
            raise self._stopped(after, rule, _("Make it a file of its own."), "documents")
        return item

    def _item(self, event: Any, path: str, depth: int) -> Item:
        """The item that begins with this event."""
        self._check(event, depth)
        line = event.start_mark.line + 1
        if isinstance(event, yaml.MappingStartEvent):
            return Item(self._mapping(path, depth), line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Item(self._list(path, depth), line)
        return Item(_scalar(event), line)

    def _mapping(self, path: str, depth: int) -> dict[str, Item]:
        """The entries of a mapping; each takes the line of its key."""
        entries: dict[str, Item] = {}
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarEvent):
                raise self._stopped(key, _("A key must be one word."), _("Write it without brackets."), "key")
            self._check(key, depth)
            below = f"{path}.{key.value}" if path else key.value
            value = self._item(next(self._events), below, depth + 1)
            if key.value in entries:
                rule, remedy = _("The key “{key}” stands here twice, first on line {first}."), _("Keep one of them.")
                first = entries[key.value].line
                self._log.say(line, below, rule, remedy, code="duplicate_key", key=key.value, first=first)
            else:
                entries[key.value] = Item(value.value, line)
        return entries

    def _list(self, path: str, depth: int) -> list[Item]:
        """The entries of a list."""
        entries: list[Item] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            entries.append(self._item(event, f"{path}[{len(entries)}]", depth + 1))
        return entries

    def _check(self, event: Any, depth: int) -> None:
        """Refuse what YAML allows and a pack does not need."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            rule = _("Anchors (&) and aliases (*) are not used in a file of rules.")
            raise self._stopped(event, rule, _("Write the value out."), "alias")
        if getattr(event, "tag", None) not in (None, "!"):
            raise self._stopped(event, _("Tags (!) are not used in a file of rules."), _("Leave the tag out."), "tag")
        if depth > DEEPEST:
            rule = _("The file is nested more than {limit} deep here.")
            raise self._stopped(event, rule, _("Check the indentation and brackets."), "too_deep")

    def _stopped(self, event: Any, rule: str, remedy: str, code: str) -> _Stopped:
        refused = Refused(rule, remedy, code=f"{self._log.kind}.{code}", limit=DEEPEST)
        return _Stopped(event.start_mark.line + 1, refused)


def _scalar(event: Any) -> bool | int | str | None:
    """The plain value of a scalar; what is neither number, true, false nor null stays text, days too."""
    text = str(event.value)
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, event.implicit)  # type: ignore[no-untyped-call]
    if tag == f"{_TAGS}null":
        return None
    if tag == f"{_TAGS}bool" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if tag == f"{_TAGS}int" and _NUMBER.fullmatch(text):
        return int(text)
    return text
