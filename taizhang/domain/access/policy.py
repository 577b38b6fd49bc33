"""Who may: three questions (may, scope, within) answered from a person's grants as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from taizhang.domain.access.models import Account, Grant, GrantQuerySet
from taizhang.domain.access.roles import ROLES, Permission, Reach, Role
from taizhang.domain.orgs.models import PlacedQuerySet, Placement
from taizhang.domain.orgs.models.placement import PlacementQuerySet
from taizhang.kernel import trees

Rows = TypeVar("Rows", bound=QuerySet[Any])


@dataclass(frozen=True, slots=True)
class Reachable:
    """A part of the tree that a grant opens: a path, and whether itself, what is below it, or both."""

    path: str
    reach: Reach

    def covers(self, path: str) -> bool:
        """Whether an organisation at a path lies within."""
        if self.reach is Reach.OWN:
            return path == self.path
        return trees.under(path, self.path, strict=self.reach is Reach.BELOW)

    def condition(self, field: str = "path") -> Q:
        """The same as a condition on a column of paths."""
        if self.reach is Reach.OWN:
            return Q(**{field: self.path})
        below = Q(**{f"{field}__startswith": self.path})
        return below & ~Q(**{field: self.path}) if self.reach is Reach.BELOW else below


@dataclass(frozen=True, slots=True)
class Scope:
    """The parts of the tree in which a permission is held."""

    paths: tuple[Reachable, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.paths)

    def covers(self, path: str) -> bool:
        """Whether an organisation at a path lies within."""
        return any(part.covers(path) for part in self.paths)

    @property
    def everything(self) -> bool:
        """Whether it is the whole tree, from its top."""
        return any(part.reach is Reach.SUBTREE and trees.depth(part.path) == 1 for part in self.paths)

    def condition(self, field: str = "path") -> Q:
        """One condition on a column of paths; an empty scope has none and must not ask."""
        return reduce(or_, (part.condition(field) for part in self.paths))


@dataclass(frozen=True, slots=True)
class Held:
    """A grant as of a day: the role, and the part of the tree it opens."""

    role: Role
    organization_id: UUID
    organization_name: str
    part: Reachable


def held(account: Account | AnonymousUser, on: date) -> tuple[Held, ...]:
    """The grants of an account on a day; read once a day and account object. A closed account has none."""
    if not isinstance(account, Account) or not account.is_active:
        return ()
    known: dict[date, tuple[Held, ...]] = account.__dict__.setdefault("_held", {})
    if on not in known:
        known[on] = tuple(_read(account, on))
    return known[on]


def roles(account: Account | AnonymousUser, on: date) -> tuple[Role, ...]:
    """The roles of an account on a day, each once."""
    return tuple(dict.fromkeys(each.role for each in held(account, on)))


def scope(account: Account | AnonymousUser, permission: Permission, *, on: date) -> Scope:
    """Where an account holds a permission on a day; parts within other parts are left out."""
    parts = {each.part for each in held(account, on) if permission in ROLES[each.role].permissions}
    if isinstance(account, Account) and account.key is not None:
        parts = set(keyed(account, permission, parts, on))
    return Scope(tuple(sorted(_outermost(parts), key=lambda part: part.path)))


def may(
    account: Account | AnonymousUser, permission: Permission, organization_id: UUID | None = None, *, on: date
) -> bool:
    """Whether an account holds a permission on a day: anywhere, or over one organisation.

    An organisation that no longer exists is reached through the place where it last stood.
    """
    where = scope(account, permission, on=on)
    if organization_id is None or not where:
        return bool(where)
    places = Placement.objects.filter(organization_id=organization_id, starts_on__lte=on).order_by("-starts_on")
    path = places.values_list("path", flat=True).first()
    return path is not None and where.covers(path)


def within(queryset: Rows, account: Account | AnonymousUser, permission: Permission, *, on: date) -> Rows:
    """The rows of organisations over which an account holds a permission; no grant, no rows.

    Placed rows are placed on that day when they are not yet; placements are filtered by their own path.
    """
    where = scope(account, permission, on=on)
    if not where:
        return queryset.none()
    if not isinstance(queryset, PlacedQuerySet):
        return queryset.filter(where.condition("path"))
    if "org_path" not in queryset.query.annotations:
        queryset = queryset.placed(on)
    return queryset.filter(where.condition("org_path"))


def reachable(account: Account | AnonymousUser, permission: Permission, *, on: date) -> PlacementQuerySet:
    """The placements of a day over which an account holds a permission."""
    return within(Placement.objects.on(on), account, permission, on=on)


def reached(account: Account | AnonymousUser, permission: Permission, *, on: date) -> QuerySet[Any, dict[str, Any]]:
    """The identifiers of the organisations over which an account holds a permission on a day.

    As `may`: judged by where each stands on the day or, when it exists no longer, by where it last stood.
    """
    where = scope(account, permission, on=on)
    if not where:
        return Placement.objects.none().values("organization_id")
    later = Placement.objects.filter(
        organization_id=OuterRef("organization_id"), starts_on__gt=OuterRef("starts_on"), starts_on__lte=on
    )
    last = Placement.objects.filter(where.condition("path"), ~Exists(later), starts_on__lte=on)
    return last.values("organization_id")


def holders(
    permission: Permission, *, on: date, path: str | None = None, organization_id: UUID | None = None
) -> list[UUID]:
    """The people with an open account who hold a permission over an organisation on a day, the nearest grant first.

    The organisation is named by its path in the tree or by its identifier; one that stands nowhere has nobody.
    """
    if path is None:
        places = Placement.objects.on(on).filter(organization_id=organization_id)
        path = places.values_list("path", flat=True).first()
    if path is None:
        return []
    here = Q(org_path=path, reach__in=(Reach.OWN, Reach.SUBTREE))
    above = Q(org_path__in=trees.above(path), reach__in=(Reach.BELOW, Reach.SUBTREE))
    rows = _granting(permission, on).filter(here | above).order_by("-org_path", "starts_on", "id")
    return list(dict.fromkeys(rows.values_list("person_id", flat=True)))


def holders_below(
    permission: Permission, *, path: str, on: date, among: Iterable[UUID] | None = None
) -> dict[UUID, list[UUID]]:
    """By organisation at or below a path (`among` these): who holds a permission given over that very organisation."""
    rows = _granting(permission, on).filter(org_path__startswith=path, reach__in=(Reach.OWN, Reach.SUBTREE))
    if among is not None:
        rows = rows.filter(organization__in=list(among))
    found: dict[UUID, list[UUID]] = {}
    for organization_id, person_id in rows.order_by("org_path", "id").values_list("organization_id", "person_id"):
        found.setdefault(organization_id, []).append(person_id)
    return found


def is_self(account: Account | AnonymousUser, person_id: UUID) -> bool:
    """Whether the account is that person's own: a member may always see the page about himself."""
    own = isinstance(account, Account) and account.is_active and account.person_id == person_id
    return own and getattr(account, "key", None) is None  # a key opens what it names, and nothing by the way


def _granting(permission: Permission, on: date) -> GrantQuerySet:
    """The grants of a day that give a permission to somebody with an open account, placed."""
    roles = [role.value for role, form in ROLES.items() if permission in form.permissions]
    grants: GrantQuerySet = Grant.objects.on(on).filter(role__in=roles, person__account__is_active=True).placed(on)
    return grants


def _read(account: Account, on: date) -> Iterable[Held]:
    grants = Grant.objects.on(on).filter(person_id=account.person_id).placed(on).filter(org_path__isnull=False)
    for role, key, name, path, reach in grants.order_by("starts_on", "id").values_list(
        "role", "organization_id", "org_name", "org_path", "reach"
    ):
        yield Held(Role(role), key, name, Reachable(path, Reach(reach)))


def keyed(account: Account, permission: Permission, parts: Iterable[Reachable], on: date) -> Iterable[Reachable]:
    """What is left of parts of the tree through the key by which an account acts: never more than without it."""
    key = account.key
    if key is None or permission not in key.permissions:
        return ()
    if key.organization_id is None:
        return parts
    known: dict[date, str | None] = account.__dict__.setdefault("_key_path", {})
    if on not in known:
        places = Placement.objects.on(on).filter(organization_id=key.organization_id)
        known[on] = places.values_list("path", flat=True).first()
    path = known[on]
    return [] if path is None else [inner for part in parts if (inner := _inside(part, path)) is not None]


def _inside(part: Reachable, path: str) -> Reachable | None:
    """The common part of what a grant opens and of what stands at or below a path."""
    if trees.under(part.path, path):
        return part
    return Reachable(path, Reach.SUBTREE) if part.covers(path) else None


def _outermost(parts: set[Reachable]) -> list[Reachable]:
    """Parts that no other part contains; conditions in the database stay short."""
    wholes = [part for part in parts if part.reach is Reach.SUBTREE]
    return [part for part in parts if not any(whole != part and whole.covers(part.path) for whole in wholes)]
