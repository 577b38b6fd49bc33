"""What goes out to the national record: the items of members in clear, each look kept for each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs import secrets
from taizhang.domain.orgs.actions.revealing import MOST
from taizhang.domain.orgs.exchange.items import OF_ORGANIZATION
from taizhang.domain.orgs.fields import require_reason
from taizhang.domain.orgs.imports.ethnicities import ETHNICITIES
from taizhang.domain.orgs.imports.headings import TITLES
from taizhang.domain.orgs.kinds import PostKind
from taizhang.domain.orgs.models import Membership, Placement, Post
from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.models.person import Registration, Sex
from taizhang.kernel.errors import Refused, _

COLUMNS = (
    *("name", "id_number", "sex", "ethnicity", "born_on", "education", "standing", "branch", "branch_code"),
    *("joined_on", "confirmed_on", "job", "phone", "address", "registration", "lost", "lost_contact_on"),
    *("floating", "floating_to", "floating_since"),
)
HEADINGS = tuple(TITLES[key] for key in COLUMNS)
ORGANIZATION_HEADINGS = tuple(item.title for item in OF_ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Export:
    """The rows of members and of organisations, under the national headings."""

    members: list[tuple[Any, ...]]
    organizations: list[tuple[Any, ...]]


@action
def export_members(*, paths: Sequence[str], on: date, because: str, by: Actor) -> Export:
    """The items of the members at some paths of the tree; one audit entry each, so that everybody sees who looked."""
    because = require_reason(because)
    placed = Membership.objects.on(on).placed(on).filter(org_path__in=paths)
    rows = list(placed.select_related("person", "organization").order_by("org_path", "person__sort_key", "person_id"))
    if not 0 < len(rows) <= MOST:
        raise Refused(
            _("The items of {count} people cannot be exported at once; between 1 and {most} can."),
            _("Choose a part of the tree with fewer members, for example one street or branch."),
            code="orgs.export-many",
            count=len(rows),
            most=MOST,
        )
    for row in rows:
        details = {"what": "exchange", "because": because}
        note(Note("people.reveal", row.person, by, row.organization_id, details=details))
    return Export([_member(row) for row in rows], list(_organizations(paths, on)))


def _member(row: Any) -> tuple[Any, ...]:
    """One line in the order of COLUMNS."""
    person = row.person
    told = {
        "id_number": secrets.reveal(person.id_number),
        "phone": secrets.reveal(person.phone),
        "address": secrets.reveal(person.address),
        "sex": Sex(person.sex).label,
        "ethnicity": ETHNICITIES.get(person.ethnicity, ""),
        "standing": Standing(row.standing).label,
        "branch": row.org_name,
        "branch_code": row.organization.code,
        "registration": Registration(person.registration).label,
        "lost": "是" if person.lost_contact_on else "否",
        "floating": "是" if person.floating_since else "否",
    }
    return tuple(told[key] if key in told else getattr(person, key) for key in COLUMNS)


def _organizations(paths: Sequence[str], on: date) -> Iterator[tuple[Any, ...]]:
    """The organisations at the paths, in the order of the ten items; two queries."""
    places = list(Placement.objects.on(on).filter(path__in=paths).select_related("organization"))
    held = Post.objects.on(on).filter(kind=PostKind.SECRETARY, organization__in=[one.organization_id for one in places])
    secretaries: dict[UUID, str] = dict(held.values_list("organization_id", "person__name"))
    for place in places:
        told = {
            "name": place.name,
            "secretary": secretaries.get(place.organization_id, ""),
            "kind": str(place.get_kind_display()),
            "unit_situation": place.organization.get_unit_situation_display(),
        }
        yield tuple(told[i.key] if i.key in told else getattr(place.organization, i.key) for i in OF_ORGANIZATION)
