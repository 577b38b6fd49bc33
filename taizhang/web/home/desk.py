"""Desks: from which of his posts a person looks at the home page."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Q
from django_stubs_ext import StrPromise

from taizhang.domain.access import policy
from taizhang.domain.access.policy import Held
from taizhang.domain.access.roles import ROLES, Permission, Reach, Role
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.kernel import trees
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest

REMEMBERED = "organization"  # the key of the session
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


class View(StrEnum):
    """What a home page shows."""

    OWN = "own"  # what one organisation owes
    BELOW = "below"  # what is below an office or a committee
    DISTRICT = "district"  # the whole district
    ADMINISTRATOR = "administrator"  # links, no business data


@dataclass(frozen=True, slots=True)
class Desk:
    """A post from which one looks: its organisation as of the day, the way down to it, and what it shows.

    `trail` names those above, from the top, each with its address, or "" where the person may not look.
    """

    held: Held
    place: Placement
    trail: tuple[tuple[str, str], ...]
    roles: tuple[Role, ...]

    @property
    def view(self) -> View:
        """What the home page of this post shows."""
        if ADMINISTRATORS & set(self.roles):
            return View.ADMINISTRATOR
        kind = Kind(self.place.kind)
        if self.held.part.reach is Reach.OWN or FORMS[kind].members:
            return View.OWN
        return View.DISTRICT if kind is Kind.DISTRICT else View.BELOW

    @property
    def role(self) -> StrPromise:
        """The post in words."""
        return ROLES[self.roles[0]].name

    @property
    def code(self) -> str:
        """The code of its organisation."""
        code: str = self.place.organization.code
        return code

    def may(self, permission: Permission) -> bool:
        """Whether one of the posts at this desk includes a permission."""
        return any(permission in ROLES[role].permissions for role in self.roles)


def desks(request: PageRequest) -> list[Desk]:
    """The desks of a person as of the day, one for each organisation, with one query for their places."""
    held = policy.held(request.account, request.today)
    if not held:
        return []
    places = _places(held, request)
    by_path = {place.path: place for place in places}
    by_organization = {place.organization_id: place for place in places}
    reach = policy.scope(request.account, Permission.ORGS_VIEW, on=request.today)
    steps = {path: _step(place, reach.covers(path)) for path, place in by_path.items()}
    return [_desk(parts, by_organization[key], steps) for key, parts in _grouped(held) if key in by_organization]


def chosen(request: PageRequest, found: list[Desk]) -> Desk | None:
    """The desk that ?organization= names, else the one chosen last, else the first; an unknown code is refused."""
    code = request.GET.get("organization", "")
    if code:
        desk = next((each for each in found if each.code == code), None)
        if desk is None:
            raise _unknown(code)
        if request.session.get(REMEMBERED) != code:
            request.session[REMEMBERED] = code
        return desk
    remembered = request.session.get(REMEMBERED)
    return next((each for each in found if each.code == remembered), found[0] if found else None)


def _grouped(held: Iterable[Held]) -> list[tuple[UUID, list[Held]]]:
    groups: dict[UUID, list[Held]] = {}
    for each in held:
        groups.setdefault(each.organization_id, []).append(each)
    return list(groups.items())


def _step(place: Placement, reached: bool) -> tuple[str, str]:
    return place.short_name, f"/organizations/{place.organization.code}/" if reached else ""


def _desk(parts: list[Held], place: Placement, steps: dict[str, tuple[str, str]]) -> Desk:
    """One desk for all posts in an organisation; the one that reaches furthest decides what it shows."""
    widest = next((each for each in parts if each.part.reach is not Reach.OWN), parts[0])
    trail = tuple(steps[path] for path in trees.above(place.path) if path in steps)
    return Desk(widest, place, trail, tuple(dict.fromkeys([widest.role, *(each.role for each in parts)])))


def _places(held: Iterable[Held], request: PageRequest) -> list[Placement]:
    """Where the organisations stand on the day, and those that stand above them today."""
    ids = {each.organization_id for each in held}
    above = {path for each in held for path in trees.above(each.part.path)}
    found = Placement.objects.on(request.on).filter(Q(organization_id__in=ids) | Q(path__in=above))
    return list(found.select_related("organization").order_by("path"))


def _unknown(code: str) -> Refused:
    return Refused(
        _("You hold no post in an organisation “{organization}”."),
        _("Choose one of your own organisations."),
        code="home.unknown",
        organization=code,
    )
