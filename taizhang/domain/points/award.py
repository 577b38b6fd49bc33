"""Which points follow from a gathering: pure, so that what is pending and what is posted can never differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from taizhang.domain.duties.packfile import PackFile
from taizhang.kernel.points import Rule

SOURCE_KIND = "activity"


@dataclass(frozen=True, slots=True)
class Source:
    """What points follow from: whose gathering, as what, on which day, and who was there.

    `present` gives for each person the ground on which the person need not have come, or nothing; `round` rises
    each time an approval is undone, so that points can be posted anew.
    """

    id: UUID
    organization_id: UUID
    institutions: tuple[str, ...]
    happened_on: date
    present: Mapping[UUID, str] = field(default_factory=dict)
    round: int = 1
    kind: str = SOURCE_KIND


class Award(NamedTuple):
    """Points of an organisation, or of a person in it, from one source under one rule."""

    organization_id: UUID
    person_id: UUID | None
    institution: str
    rule: str
    kind: str
    amount: int
    source: Source


def awards(pack: PackFile, source: Source) -> tuple[Award, ...]:
    """The points of one gathering: for the organisation, and for each person present who holds points.

    Each rule brings its points once, though several institutions of the gathering may share it. Members exempt on a
    ground that the scheme does not count hold no points (class of member, rules.md 2.2).
    """
    return (*_of_organization(pack, source), *_of_people(pack, source))


def _of_organization(pack: PackFile, source: Source) -> Iterator[Award]:
    for code, rule in _once_each(pack, source, member=False):
        yield Award(source.organization_id, None, code, rule.code, rule.kind.value, rule.amount, source)


def _of_people(pack: PackFile, source: Source) -> Iterator[Award]:
    not_counted = pack.member_scheme.not_counted
    holders = [person for person, ground in source.present.items() if ground not in not_counted]
    for code, rule in _once_each(pack, source, member=True):
        key = (code, rule.code, rule.kind.value, rule.amount, source)
        for person in holders:
            yield Award(source.organization_id, person, *key)


def _once_each(pack: PackFile, source: Source, *, member: bool) -> list[tuple[str, Rule]]:
    """The rules that bring points, each with the first institution that names it."""
    found: dict[str, tuple[str, Rule]] = {}
    for code in source.institutions:
        points = pack.institution(code).points
        rule = points.member if member else points.organization
        if rule is not None and rule.amount:
            found.setdefault(rule.code, (code, rule))
    return list(found.values())
