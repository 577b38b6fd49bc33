"""Rule packs: every version, one of them with its institutions and programme, and one institution."""

from datetime import date
from typing import Any

from ninja import Schema

from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.models import Pack as Version
from taizhang.domain.duties.packfile import InstitutionRule
from taizhang.domain.duties.packs import rules_of, validities
from taizhang.kernel.periods import Span
from taizhang.web.api.answers import Items, address
from taizhang.web.api.calls import get
from taizhang.web.api.nouns import Wording
from taizhang.web.kit.page import PageRequest
from taizhang.web.packs.views import found_institution, found_pack

VIEW = Permission.PACKS_VIEW


class PackLine(Schema):
    """A version of the rules, and the days on which it rules."""

    code: str
    version: int
    title: Wording
    valid_from: date
    valid_to: date | None
    sha256: str
    href: str
    page: str


class InstitutionLine(Schema):
    """One institution of a pack."""

    code: str
    name: Wording
    short: Wording
    weight: int
    categories: list[str]
    rhythm: Wording
    href: str


class ProgrammeLine(Schema):
    """A mechanism, a project or a category that a pack names."""

    kind: str
    code: str
    name: Wording


class Pack(PackLine):
    """One version with everything it names."""

    institutions: list[InstitutionLine]
    programme: list[ProgrammeLine]


class Institution(InstitutionLine):
    """One institution: its rule, clause, and what it asks."""

    rule: Wording
    source: Wording
    basis: list[Wording]
    levels: list[str]
    duties: str


@get("packs", "packs", VIEW, Items[PackLine])
def packs(request: PageRequest) -> Items[PackLine]:
    """Every published version, the latest first."""
    found = sorted(validities(), key=lambda pair: pair[1].first, reverse=True)
    return Items(items=[PackLine(**_line(version, span)) for version, span in found])


@get("packs/{slug:code}/{int:version}", "pack", VIEW, Pack)
def pack(request: PageRequest, code: str, version: int) -> Pack:
    """One version with its institutions and its programme."""
    found, span = found_pack(code, version)
    rules = rules_of(found)
    parts = (("mechanism", rules.mechanisms), ("project", rules.projects), ("category", rules.categories))
    return Pack(
        **_line(found, span),
        institutions=[InstitutionLine(**_institution(found, rule)) for rule in rules.institutions],
        programme=[
            ProgrammeLine(kind=kind, code=entry.code, name=_wording(entry.name))
            for kind, entries in parts
            for entry in entries
        ],
    )


@get("packs/{slug:code}/{int:version}/{slug:institution}", "institution", VIEW, Institution)
def institution(request: PageRequest, code: str, version: int, institution: str) -> Institution:
    """One institution of a version: the standard that duties follow from."""
    found, _span = found_pack(code, version)
    rule = found_institution(found, institution)
    return Institution(
        **_institution(found, rule),
        rule=_wording(rule.rule),
        source=_wording(rule.source),
        basis=[Wording(zh=each.words("zh"), en=each.words("en")) for each in rule.basis],
        levels=list(rule.levels),
        duties=address("duties", institution=rule.code),
    )


def _line(found: Version, span: Span) -> dict[str, Any]:
    return {
        "code": found.code,
        "version": found.version,
        "title": Wording(zh=found.title_zh, en=found.title_en),
        "valid_from": span.first,
        "valid_to": None if span.last == date.max else span.last,
        "sha256": found.sha256,
        "href": address(f"packs/{found.code}/{found.version}"),
        "page": f"/packs/{found.code}/{found.version}/",
    }


def _institution(found: Version, rule: InstitutionRule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": _wording(rule.name),
        "short": _wording(rule.short),
        "weight": rule.weight,
        "categories": list(rule.categories),
        "rhythm": Wording(zh=rule.rhythm.words("zh"), en=rule.rhythm.words("en")),
        "href": address(f"packs/{found.code}/{found.version}/{rule.code}"),
    }


def _wording(said: Any) -> Wording:
    return Wording(zh=said.zh, en=said.en)
