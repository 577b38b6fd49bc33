"""The sheet on which a draft is edited: lines with inputs, today's values beside them, problems at their place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from taizhang.domain.assessments.schemefile.file import FEWEST, OBJECTION_DAYS
from taizhang.web.schemes import outline, places, words
from taizhang.web.schemes.outline import Content, Line
from taizhang.web.schemes.reading import Problem, measures

HEADING = ("title.zh", "title.en", "fewest", "objection_days")
BAND = ("name.zh", "name.en", "from", "share")
VETO = ("name.zh", "name.en", "measure", "grade")
NAMES = ("name.zh", "name.en", "clause")
OTHERWISE = {"fewest": str(FEWEST), "objection_days": str(OBJECTION_DAYS)}
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that may be typed: where it stands in the scheme, what it is today, what is wrong with it."""

    path: str
    label: str
    value: Any
    today: Any
    wrong: tuple[str, ...]
    options: Choices = ()

    @property
    def name(self) -> str:
        """Its name in the form."""
        return f"at:{self.path}"

    @property
    def id(self) -> str:
        """Where a link leads to it."""
        return anchor(self.path)

    @property
    def otherwise(self) -> str:
        """What holds while nothing is typed."""
        return OTHERWISE.get(self.path, "")

    @property
    def differs(self) -> bool:
        """Whether it is not as today."""
        return bool(self.value != self.today)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sheet: what it is, what may be typed, its names apart, what is wrong with it as a whole."""

    line: Line
    inputs: tuple[Input, ...]
    names: tuple[Input, ...]
    wrong: tuple[str, ...]
    new: bool  # today's version has no such part

    @property
    def id(self) -> str:
        """Where a link leads to it."""
        return anchor(self.line.path)


class Sheet:
    """A draft's content beside that of the version it came from."""

    def __init__(self, content: Content, today: Content, found: Sequence[Problem], lang: str) -> None:
        self.content, self.today, self.lang = content, today, lang
        self._lines = list(outline.every(content))
        self._before = {line.code: line for line in reversed(list(outline.every(today))) if line.code}
        self._wrong = dict(_placed(found, self._paths()))
        self._names = {line.path: line.name(lang) for line in self._lines}

    @property
    def heading(self) -> tuple[Input, ...]:
        """Title, smallest group, days for objections."""
        return tuple(self._input(key, key, places.at(self.today, key)) for key in HEADING)

    @property
    def trees(self) -> list[tuple[str, list[Row]]]:
        """Each tree with whom it judges."""
        found = outline.trees(self.content)
        return [(words.categories(codes, self.lang), [self._row(line) for line in lines]) for codes, lines in found]

    @property
    def shared(self) -> list[Row]:
        """The parts that stand once and are used in several places."""
        return [self._row(line) for line in outline.shared(self.content)]

    @property
    def bands(self) -> list[Row]:
        """The grades from the best to the worst."""
        return self._entries("bands", BAND)

    @property
    def vetoes(self) -> list[Row]:
        """What caps the grade."""
        return self._entries("vetoes", VETO)

    @property
    def wrong(self) -> tuple[str, ...]:
        """What is wrong with the scheme as a whole."""
        return self._wrong.get("", ())

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """Every problem: where a link leads to its place, what the place is called, what is wrong."""
        return [(anchor(place), self._name(place), said) for place, all_ in self._wrong.items() for said in all_]

    def allowed(self) -> set[str]:
        """The paths at which something may be typed."""
        rows = [*(row for _who, rows in self.trees for row in rows), *self.shared, *self.bands, *self.vetoes]
        return {one.path for row in rows for one in (*row.inputs, *row.names)} | set(HEADING)

    def grows(self) -> set[str]:
        """The lists to which something may be added."""
        return {path for line in self._lines for path in line.grows} | {"bands", "vetoes"}

    def _row(self, line: Line) -> Row:
        before = self._before.get(line.code)
        node: Content = before.node if before else {}
        inputs = tuple(self._input(f"{line.path}.{key}", key, _of(node, key, line)) for key in line.keys)
        plain = () if line.kind in ("institution", "use") else NAMES
        names = tuple(self._input(f"{line.path}.{key}", key, places.at(node, key)) for key in plain)
        return Row(line, inputs, names, self._wrong.get(line.path, ()), before is None)

    def _entries(self, key: str, keys: Sequence[str]) -> list[Row]:
        known = {str(each.get("code")): each for each in outline.entries(self.today, key)}
        found = []
        for number, entry in enumerate(outline.entries(self.content, key)):
            path, before = f"{key}[{number}]", known.get(str(entry.get("code")))
            inputs = tuple(self._input(f"{path}.{one}", one, places.at(before or {}, one)) for one in keys)
            line = Line(path, 0, entry, key, tuple(keys), leaves=True, under=key)
            found.append(Row(line, inputs, (), self._wrong.get(path, ()), before is None))
        return found

    def _input(self, path: str, key: str, today: Any) -> Input:
        """One input; within `institutions` the key is the institution and what is typed its weight."""
        label = words.key(key) if key in words.KEYS else words.key("weight")
        return Input(
            path, label, places.at(self.content, path), today, self._wrong.get(path, ()), self._options(path, key)
        )

    def _options(self, path: str, key: str) -> Choices:
        if key == "by":
            return [(code, words.period(code)) for code in ("month", "quarter", "half_year")]
        if key == "grade":
            return [
                (str(band.get("code")), outline.named(band, self.lang))
                for band in outline.entries(self.content, "bands")
            ]
        if key == "measure":
            return _with(measures(self.content, self.lang), str(places.at(self.content, path, "")))
        return ()

    def _name(self, place: str) -> str:
        """What the part is called in which a place lies."""
        own = (path for path in self._names if place == path or place.startswith((f"{path}.", f"{path}[")))
        path = max(own, key=len, default="")
        if path:
            return self._names[path]
        entry = places.at(self.content, place.partition("]")[0] + "]") if "]" in place else None
        return outline.named(entry, self.lang) if isinstance(entry, dict) else ""

    def _paths(self) -> list[str]:
        """Every place at which a problem can be shown."""
        inputs = [f"{line.path}.{key}" for line in self._lines for key in (*line.keys, *NAMES)]
        listed = [
            (f"{key}[{number}]", keys)
            for key, keys in (("bands", BAND), ("vetoes", VETO))
            for number, _entry in enumerate(outline.entries(self.content, key))
        ]
        inputs += [f"{path}.{key}" for path, keys in listed for key in keys]
        return [*HEADING, *inputs, *(line.path for line in self._lines), *(path for path, _keys in listed)]


def _with(choices: Choices, value: str) -> Choices:
    """The choices, and what stands there though it is none of them."""
    return choices if not value or any(value == code for code, _label in choices) else [*choices, (value, value)]


def _of(node: Content, key: str, line: Line) -> Any:
    """Today's value of a key; of an institution it is its weight, wherever that stands."""
    return node.get("weight") if line.kind == "institution" else places.at(node, key)


def _placed(found: Sequence[Problem], paths: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The problems by the place that shows them: the longest known beginning of their path, else the whole."""
    held: dict[str, list[str]] = {}
    for problem in found:
        fits = (path for path in paths if problem.path == path or problem.path.startswith((f"{path}.", f"{path}[")))
        place = max(fits, key=len, default="")
        said = problem.refused.sentence(_)
        held.setdefault(place, []).append(said if place or not problem.path else f"{problem.path}: {said}")
    return ((place, tuple(dict.fromkeys(said))) for place, said in held.items())


def anchor(path: str) -> str:
    """The identifier of a place within the page."""
    return "at-" + re.sub(r"[^a-zA-Z0-9]+", "-", path).strip("-")


def typed(data: Mapping[str, str], allowed: set[str]) -> dict[str, str]:
    """What was typed, by its place; places that the sheet does not offer are passed over."""
    found = {name.removeprefix("at:"): data[name] for name in data if name.startswith("at:")}
    return {path: text for path, text in found.items() if path in allowed}
