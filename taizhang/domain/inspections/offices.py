"""The offices that come, by the names they have on a day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.domain.orgs.names import REVIEWING


def office_names(organization_ids: Iterable[UUID], on: date) -> dict[UUID, str]:
    """How organisations are called on a day: an office by its short name, a branch by its full one, since many are the
    first of their community; by their codes where they stood nowhere then. One or two queries."""
    wanted = set(organization_ids)
    if not wanted:
        return {}
    rows = Placement.objects.on(on).filter(organization_id__in=wanted)
    told = rows.values_list("organization_id", "kind", "short_name", "name")
    names: dict[UUID, str] = {key: name if FORMS[Kind(kind)].members else short for key, kind, short, name in told}
    if missing := wanted - names.keys():
        names |= dict(Organization.objects.filter(pk__in=missing).values_list("pk", "code"))
    return names


def has_office(place: Placement) -> bool:
    """Whether an organisation of its kind has an office that comes to others."""
    return place.kind in REVIEWING
