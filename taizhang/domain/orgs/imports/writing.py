"""Writing what a file would do; always within the transaction of one import."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.actions.founding import OrganizationEntry, found_many
from taizhang.domain.orgs.actions.moving import rename
from taizhang.domain.orgs.imports.enrolling import enrol, rejoin
from taizhang.domain.orgs.imports.people import RosterPlan
from taizhang.domain.orgs.imports.revising import confirm, revise
from taizhang.domain.orgs.imports.samples import items
from taizhang.domain.orgs.imports.tree import TreePlan

Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What the audit trail keeps of an import, and in whose history it is told too."""

    details: dict[str, Any] = field(default_factory=dict)
    about: list[UUID] = field(default_factory=list)


def write_people(plan: RosterPlan, by: Actor, step: Step) -> Written:
    """Enter newcomers and write changes; answers which items changed how often, and a hash over the people's ids."""
    keys = enrol(plan.added, by.on, step)
    revise(plan.changed, step)
    rejoin([change for change in plan.changed if change.joins], by.on)
    confirm(plan.changed)
    keys += [change.person_id for change in plan.changed]
    counts = Counter(item for change in plan.changed for item in items(change))
    digest = sha256("\n".join(map(str, keys)).encode()).hexdigest()
    return Written({"items": dict(counts), "ids_sha256": digest}, keys)


def write_divisions(plan: TreePlan, by: Actor, step: Step) -> Written:
    """Found new organisations and rename those that are called otherwise; each has its own audit entry."""
    entries = [
        OrganizationEntry(
            code=each.row.code,
            name=each.to.name,
            short_name=each.to.short_name,
            kind=each.to.kind,
            category=each.to.category,
            founded_on=each.row.founded_on or by.on,
            parent=each.parent or None,
        )
        for each in plan.added
    ]
    found_many(entries=entries, by=by)
    for _entry in entries:
        step()
    because = gettext("Import of divisions")
    for each in plan.changed:
        name, short = each.to.name, each.to.short_name
        rename(organization=each.place.organization, name=name, short_name=short, on=by.on, because=because, by=by)
        step()
    return Written()
