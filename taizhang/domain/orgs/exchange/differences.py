"""What a national export says otherwise than the register, person by person; nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from taizhang.domain.orgs.imports import people, rows
from taizhang.domain.orgs.imports.faults import Fault, Where
from taizhang.domain.orgs.imports.people import Change, RosterPlan
from taizhang.domain.orgs.models import Membership, Person
from taizhang.domain.orgs.models.membership import Standing
from taizhang.kernel.identity import mask_phone


@dataclass(frozen=True, slots=True)
class Difference:
    """One item of one person: what stands here, and what stands there."""

    key: str
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Differing:
    """A person of both records of whom they say different things."""

    person: Person
    row: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Stranger:
    """A row of somebody whom the register does not know; the name as written there, nothing more."""

    row: int
    name: str


@dataclass(slots=True)
class Comparison:
    """A whole export: who differs, who stands only there, who only here, who is alike, which rows cannot be read."""

    differing: list[Differing] = field(default_factory=list)
    only_theirs: list[Stranger] = field(default_factory=list)
    only_ours: list[Person] = field(default_factory=list)
    alike: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def compare(path: Path, where: Where, today: date, *, fictional: bool = False) -> Comparison:
    """Compare an export with the register as of a day, within a part of the tree; a fixed number of queries."""
    roster = rows.read(path, today, fictional=fictional)
    plan = people.plan(roster, where, today)
    known = Person.objects.in_bulk([change.person_id for change in plan.changed])
    return Comparison(
        differing=[_differing(change, known[change.person_id]) for change in plan.changed],
        only_theirs=[Stranger(new.row.number, new.row.said["name"]) for new in plan.added],
        only_ours=_only_ours(plan, today),
        alike=len(plan.unchanged),
        faults=sorted(roster.faults, key=lambda fault: fault.row),
        notes=tuple(roster.notes),
    )


def _differing(change: Change, person: Person) -> Differing:
    found = [Difference(key, _ours(person, key), _theirs(key, value)) for key, value in change.columns.items()]
    if change.confirms is not None:
        found.append(Difference("standing", Standing.PROBATIONARY, Standing.FORMAL))
    if change.joins:
        found.append(Difference("branch", None, change.row.said.get("branch") or change.row.said.get("branch_code")))
    return Differing(person, change.row.number, tuple(found))


def _ours(person: Person, key: str) -> Any:
    """What the register holds; of what is encrypted only what its mask shows."""
    shown: Mapping[str, Any] = {"phone": person.phone_masked, "address": "****" if person.address else ""}
    return shown[key] if key in shown else getattr(person, key)


def _theirs(key: str, value: Any) -> Any:
    return mask_phone(value) if key == "phone" else "****" if key == "address" else value


def _only_ours(plan: RosterPlan, today: date) -> list[Person]:
    """Members of the branches that the export is about who do not stand in it."""
    there = [row.index for row in plan.roster.rows if row.index]
    theirs = Membership.objects.on(today).filter(person__id_index__in=there).values_list("organization_id", flat=True)
    branches = {*theirs, *_named(plan)} & plan.branches.names.keys()
    missing = Membership.objects.on(today).filter(organization__in=branches).exclude(person__id_index__in=there)
    return list(Person.objects.filter(pk__in=missing.values("person")))


def _named(plan: RosterPlan) -> Iterable[UUID]:
    return (each.branch for each in plan.added)
