"""SchemeFile: a whole scheme, read from a file or rebuilt from what was stored, or refused with every problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from taizhang.domain.assessments.schemefile.bands import read_bands, read_vetoes
from taizhang.domain.assessments.schemefile.nodes import Standpoint, TreeReader
from taizhang.domain.assessments.schemefile.nouns import (
    MEMBERS,
    ORGANIZATIONS,
    AskedMark,
    Collected,
    InstitutionWeight,
    Known,
)
from taizhang.domain.assessments.schemefile.whole import check_validity, read_trees
from taizhang.domain.duties import packfile
from taizhang.domain.duties.packfile import Basis, Cursor, FileRefused, Log, PackFile, Problem, Wording, digest, marks
from taizhang.domain.duties.packfile.heading import basis, day, documents, wording
from taizhang.kernel.errors import _
from taizhang.kernel.periods import Kind
from taizhang.kernel.scoring import Label, Scheme
from taizhang.packs import DEFAULT

KIND = "scheme"
PERIODS = ("month", "quarter", "year")
REQUIRED = ("scheme", "version", "period", "valid_from", "title", "documents", "source", "trees", "bands")
OPTIONAL = (
    "valid_to", "note", "overlay", "judges", "for", "fewest", "objection_days", "vetoes", "parts", "marks", "pack",
    "proposed",
)  # fmt: skip
FEWEST, OBJECTION_DAYS = 5, 5  # groups, and working days

Rules = Callable[[date], PackFile | None]  # the rule pack of a day


class SchemeRefused(FileRefused):
    """A scheme file that cannot be used."""

    heading = _("The scheme “{file}” has {count} problems, so nothing of it is used:")
    kind = KIND


@dataclass(frozen=True)
class SchemeFile:
    """A scheme: what the kernel computes with, and what a reader wants to know beside it.

    ``content`` is the plain mapping to store, with the institutions it weighs; ``sha256`` is the digest of it.
    """

    scheme: Scheme
    title: Wording
    note: Wording | None
    valid_from: date
    valid_to: date | None
    overlay: bool
    judges: str
    objection_days: int
    source: Basis | None
    bases: Mapping[str, Basis | None]  # by the code of node, bonus, deduction or veto
    clauses: Mapping[str, str]
    marks: Mapping[str, AskedMark]  # that people give, by measure
    proposed: tuple[str, ...]
    content: Mapping[str, Any]
    sha256: str

    @property
    def code(self) -> str:
        """Its code, the same in all versions."""
        return self.scheme.code

    @property
    def version(self) -> int:
        """Its version."""
        return self.scheme.version

    @property
    def period(self) -> Kind:
        """The kind of period that it judges."""
        return self.scheme.period


@cache
def shipped_pack() -> PackFile:
    """The default pack, for whoever reads a scheme without a database."""
    return packfile.load(DEFAULT)


def by_shipped(_day: date) -> PackFile | None:
    """The default pack, whatever the day."""
    return shipped_pack()


def load(path: Path | str, *, rules: Rules = by_shipped) -> SchemeFile:
    """Read a scheme file, or refuse it with every problem found; its institutions are those of the pack of its day."""
    log = Log(str(path), kind=KIND)
    return _whole(_read(marks.read(Path(path), log), log, rules), log)


def parse(text: str, name: str, *, rules: Rules = by_shipped) -> SchemeFile:
    """Read the text of a scheme file, likewise."""
    log = Log(name, kind=KIND)
    return _whole(_read(marks.parse(text.encode(), log), log, rules), log)


def check(path: Path | str, *, rules: Rules = by_shipped) -> list[Problem]:
    """All problems of a scheme file in the order of its lines; none when it can be published."""
    log = Log(str(path), kind=KIND)
    _read(marks.read(Path(path), log), log, rules)
    return log.sorted()


def problems(content: Mapping[str, Any], *, rules: Rules = by_shipped) -> list[Problem]:
    """All problems of a scheme that is being edited, by their paths."""
    log = Log(str(content.get("scheme", "")), kind=KIND)
    _read(marks.Item.of(content), log, rules)
    return log.sorted()


def from_content(content: Mapping[str, Any], *, rules: Rules = by_shipped) -> SchemeFile:
    """Rebuild a scheme from what was stored of it; institutions that it holds itself come before those of a pack."""
    log = Log(str(content.get("scheme", "")), kind=KIND)
    return _whole(_read(marks.Item.of(content), log, rules), log)


def _whole(scheme: SchemeFile | None, log: Log) -> SchemeFile:
    if scheme is None or log.problems:
        raise SchemeRefused(log.file, log.sorted())
    return scheme


def _read(item: marks.Item | None, log: Log, rules: Rules) -> SchemeFile | None:
    """The scheme of these items; problems go to the log."""
    if item is None:
        return None
    root = Cursor(item, "", log).keys(*REQUIRED, optional=OPTIONAL)
    if not isinstance(item.value, dict):
        return None
    period = Kind(_choice(root.at("period"), PERIODS, "year"))
    head = _head(root)
    check_validity(root, period, head["valid_from"], head["valid_to"])
    pack = None if root.at("pack").given else rules(head["valid_from"])
    known = Known(documents(root.at("documents")), _institutions(root.at("pack"), pack), _marks(root.at("marks")))
    collected = Collected()
    reader = TreeReader(known, _parts(root.at("parts")), collected)
    at = Standpoint(period, basis(root.at("source"), known.documents))
    trees = read_trees(root, reader, at)
    bands = read_bands(root.at("bands"))
    vetoes = read_vetoes(root.at("vetoes"), reader, at, bands)
    fewest = _whole_or(root.at("fewest"), FEWEST, 2, 1000)
    if log.problems:
        return None
    code_, version = root.at("scheme").text(40), root.at("version").whole(1, 10_000)
    name = Label(head["title"].zh, head["title"].en)
    content = _self_contained(root.mapping(), collected, known, pack)
    return SchemeFile(
        scheme=Scheme(code_, version, name, period, trees, bands, vetoes, fewest),
        source=at.basis,
        bases=collected.bases,
        clauses=collected.clauses,
        marks=collected.asked,
        content=content,
        sha256=digest(content),
        **head,
    )


def _head(root: Cursor) -> dict[str, Any]:
    """What the scheme says of itself."""
    note, until, overlay, proposed = root.at("note"), root.at("valid_to"), root.at("overlay"), root.at("proposed")
    root.at("scheme").text(40)
    root.at("version").whole(1, 10_000)
    return {
        "title": wording(root.at("title"), 120),
        "note": wording(note, 2000) if note.given else None,
        "valid_from": day(root.at("valid_from")),
        "valid_to": day(until) if until.given else None,
        "overlay": overlay.given and overlay.flag(),
        "judges": _choice(root.at("judges"), (ORGANIZATIONS, MEMBERS), ORGANIZATIONS),
        "objection_days": _whole_or(root.at("objection_days"), OBJECTION_DAYS, 1, 60),
        "proposed": tuple(each.text(40) for each in proposed.items()) if proposed.given else (),
    }


def _choice(cursor: Cursor, known: tuple[str, ...], otherwise: str) -> str:
    chosen = cursor.choice(known) if cursor.given else otherwise
    return chosen if chosen in known else otherwise


def _whole_or(cursor: Cursor, otherwise: int, least: int, most: int) -> int:
    return cursor.whole(least, most) if cursor.given else otherwise


def _parts(cursor: Cursor) -> dict[str, Cursor]:
    """The nodes that trees use by name."""
    return cursor.entries() if cursor.given else {}


def _marks(cursor: Cursor) -> dict[str, Label]:
    """The marks of the scheme's own."""
    names = {}
    for own, place in cursor.entries().items() if cursor.given else ():
        words = wording(place, 120)
        names[own] = Label(words.zh, words.en)
    return names


def _institutions(cursor: Cursor, pack: PackFile | None) -> dict[str, InstitutionWeight]:
    """The institutions that may be judged: those the scheme holds itself, else those of the pack of its day."""
    if not cursor.given:
        rules = pack.institutions if pack else ()
        return {each.code: InstitutionWeight(Label(each.name.zh, each.name.en), each.weight) for each in rules}
    cursor.keys("code", "version", "institutions")
    held = {}
    for own, place in cursor.at("institutions").entries().items():
        place.keys("name", "weight")
        words = wording(place.at("name"), 120)
        held[own] = InstitutionWeight(Label(words.zh, words.en), place.at("weight").whole(0, 100))
    return held


def _self_contained(
    content: Mapping[str, Any], collected: Collected, known: Known, pack: PackFile | None
) -> Mapping[str, Any]:
    """The content with the institutions that it weighs, so that no later pack changes what it says."""
    if "pack" in content or not collected.institutions or pack is None:
        return content
    held = {
        own: {"name": {"zh": each.name.zh, "en": each.name.en}, "weight": each.weight}
        for own, each in known.institutions.items()
    }
    return {**content, "pack": {"code": pack.code, "version": pack.version, "institutions": held}}
