"""PackFile: a whole rule pack, read from a file or rebuilt from what was stored, or refused with every problem."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from taizhang.domain.duties.packfile import heading, marks
from taizhang.domain.duties.packfile.cursor import Cursor
from taizhang.domain.duties.packfile.institution import InstitutionRule
from taizhang.domain.duties.packfile.institutions import Context, read_institution
from taizhang.domain.duties.packfile.nouns import Document, Lights, ProgrammeEntry, VisitRule, Wording
from taizhang.domain.duties.packfile.problems import Log, PackRefused, Problem
from taizhang.domain.duties.packfile.schemes import PointScheme, Schemes, once_each
from taizhang.domain.duties.packfile.whole import check_whole
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.points import Rule

REQUIRED = [
    "pack",
    "version",
    "valid_from",
    "title",
    "documents",
    "theme",
    "mechanisms",
    "projects",
    "categories",
    "lights",
    "evidence_types",
    "points",
    "institutions",
]
OPTIONAL = ("valid_to", "note", "visits")


@dataclass(frozen=True)
class PackFile:
    """A rule pack: what it is called, when it rules, its programme, its institutions and how points are counted.

    ``content`` is the plain mapping to store; ``sha256`` is the digest of that content, so a pack rebuilt from
    storage has the digest of its file, whatever comments the file held.
    """

    code: str
    version: int
    valid_from: date
    valid_to: date | None
    title: Wording
    note: Wording | None
    documents: Mapping[str, Document]
    theme: ProgrammeEntry
    mechanisms: tuple[ProgrammeEntry, ...]
    projects: tuple[ProgrammeEntry, ...]
    categories: tuple[ProgrammeEntry, ...]
    lights: Lights
    visits: VisitRule | None
    organization_scheme: PointScheme
    member_scheme: PointScheme
    institutions: tuple[InstitutionRule, ...]
    content: Mapping[str, Any]
    sha256: str

    def institution(self, code: str) -> InstitutionRule:
        """The institution with a code; refused when the pack has none."""
        for each in self.institutions:
            if each.code == code:
                return each
        raise Refused(
            _("The pack {pack} has no institution “{name}”."),
            _("Choose one of: {known}."),
            code="pack.unknown_institution",
            pack=self.code,
            name=code,
            known=[each.code for each in self.institutions],
        )

    def may_combine(self, codes: Iterable[str]) -> bool:
        """Whether one gathering may be recorded for all of these: one of them combines with every other."""
        chosen = {code: self.institution(code).combines_with for code in codes}
        return len(chosen) < 2 or any(chosen.keys() - {code} <= others for code, others in chosen.items())

    def organization_rules(self, codes: Iterable[str]) -> tuple[Rule, ...]:
        """The rules under which one gathering that fulfils these institutions brings the organisation points."""
        return once_each(self.institution(code).organization_points for code in codes)

    def member_rules(self, codes: Iterable[str]) -> tuple[Rule, ...]:
        """The rules under which it brings points to those present; a shared item counts once for one gathering."""
        return once_each(self.institution(code).member_points for code in codes)


def load(path: Path | str, *, pictures: bool = False) -> PackFile:
    """Read a pack file, or refuse it with every problem found; `pictures`: whether it may demand some."""
    path = Path(path)
    log = Log(str(path))
    return _whole(_read(marks.read(path, log), log, pictures=pictures), log)


def check(path: Path | str, *, pictures: bool = False) -> list[Problem]:
    """All problems of a pack file in the order of its lines; none when it can be published."""
    log = Log(str(path))
    _read(marks.read(Path(path), log), log, pictures=pictures)
    return log.sorted()


def from_content(content: Mapping[str, Any]) -> PackFile:
    """Rebuild a pack from what was stored of it; whether it may demand pictures was asked when it was published."""
    log = Log(str(content.get("pack", "")))
    return _whole(_read(marks.Item.of(content), log, pictures=True), log)


def _whole(pack: PackFile | None, log: Log) -> PackFile:
    if pack is None or log.problems:
        raise PackRefused(log.file, log.sorted())
    return pack


def _read(item: marks.Item | None, log: Log, *, pictures: bool) -> PackFile | None:
    """The pack of these items; problems go to the log."""
    if item is None:
        return None
    root = Cursor(item, "", log).keys(*REQUIRED, optional=OPTIONAL)
    if not isinstance(item.value, dict):
        return None
    known = heading.documents(root.at("documents"))
    programme: dict[str, Any] = {
        key: heading.programme(root.at(key), known, least)
        for key, least in (("mechanisms", 1), ("projects", 1), ("categories", 1))
    }
    schemes = Schemes.at(root.at("points"))
    kinds = {key: heading.wording(place, 60) for key, place in root.at("evidence_types").entries().items()}
    places = root.at("institutions").items(1)
    codes = [str(place.at("code").plain()) for place in places]
    context = Context(known, [each.code for each in programme["projects"]], kinds, codes, schemes, pictures)
    read = [read_institution(place, order, context) for order, place in enumerate(places, 1)]
    check_whole(root, places)
    organization, member = schemes.organization.scheme(), schemes.member.scheme()
    head = _head(root, known)
    if log.problems or organization is None or member is None:
        return None
    content = root.mapping()
    return PackFile(
        **head,
        **programme,
        documents=known,
        organization_scheme=organization,
        member_scheme=member,
        institutions=_combined_both_ways(read),
        content=content,
        sha256=digest(content),
    )


def _head(root: Cursor, known: heading.Documents) -> dict[str, Any]:
    """What the pack says of itself."""
    note, until, visits = root.at("note"), root.at("valid_to"), root.at("visits")
    return {
        "code": root.at("pack").text(40),
        "version": root.at("version").whole(1, 10_000),
        "valid_from": heading.day(root.at("valid_from")),
        "valid_to": heading.day(until) if until.given else None,
        "title": heading.wording(root.at("title"), 120),
        "note": heading.wording(note, 2000) if note.given else None,
        "theme": heading.entry(root.at("theme"), known, coded=False),
        "lights": heading.lights(root.at("lights"), known),
        "visits": heading.visits(visits, known) if visits.given else None,
    }


def _combined_both_ways(rules: list[InstitutionRule]) -> tuple[InstitutionRule, ...]:
    """Institutions whose combinations hold in both directions, whichever of the two names the other."""
    return tuple(
        replace(
            rule,
            combines_with=rule.combines_with | {other.code for other in rules if rule.code in other.combines_with},
        )
        for rule in rules
    )


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content, its keys sorted."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
