"""The first rows of each kind, as a preview shows them: identity numbers masked."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from taizhang.domain.orgs.imports.headings import TITLES
from taizhang.domain.orgs.imports.people import Change, RosterPlan
from taizhang.domain.orgs.imports.rows import Row
from taizhang.domain.orgs.imports.tree import TreePlan

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Sample:
    """One row of a preview."""

    row: int
    name: str
    code: str  # a code, or a masked identity number
    where: str
    what: str = ""  # what changes


def of_people(plan: RosterPlan) -> dict[str, list[Sample]]:
    """The first people added, changed and left as they are."""
    names = plan.branches.names
    return {
        "added": [_person(each.row, names[each.branch]) for each in plan.added[:SHOWN]],
        "changed": [_person(each.row, names[each.branch], _items(each)) for each in plan.changed[:SHOWN]],
        "unchanged": [_person(row, row.said.get("branch", "")) for row in plan.unchanged[:SHOWN]],
    }


def of_divisions(plan: TreePlan) -> dict[str, list[Sample]]:
    """The first organisations founded, renamed and left as they are."""
    return {
        "added": [Sample(e.row.number, e.to.name, e.row.code, e.parent) for e in plan.added[:SHOWN]],
        "changed": [
            Sample(e.row.number, e.to.name, e.row.code, e.row.parent, _renamed(e.place.name))
            for e in plan.changed[:SHOWN]
        ],
        "unchanged": [Sample(row.number, row.name, row.code, row.parent) for row in plan.unchanged[:SHOWN]],
    }


def items(change: Change) -> list[str]:
    """The headings of what a row changes of a person."""
    keys = [*change.columns, *(["standing"] if change.confirms else []), *(["branch"] if change.joins else [])]
    return [TITLES[key] for key in keys]


def _person(row: Row, branch: str, what: str = "") -> Sample:
    number: Any = row.said["id_number"]
    return Sample(row.number, row.said["name"], number.masked, branch, what)


def _items(change: Change) -> str:
    return "、".join(items(change))


def _renamed(name: str) -> str:
    return gettext("is called %(name)s now") % {"name": name}
