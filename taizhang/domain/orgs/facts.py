"""The facts of organisations that rules ask for, as of a day, in four queries for any number of organisations.

Members are those who belong to the organisation itself, not to those below it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from taizhang.domain.orgs.kinds import COMMITTEE_POSTS, FORMS, Kind, PostKind
from taizhang.domain.orgs.models import Exemption, Group, Membership, Placement, Post
from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.models.person import Registration

LEAST_COMMITTEE = 3  # a branch committee has three to five members, at most seven (rules.md 1.1)


@dataclass(frozen=True, slots=True)
class OrganizationFacts:
    """What rules may ask of an organisation on a day."""

    category: str
    level: str
    kind: str
    formal_members: int = 0
    probationary_members: int = 0
    members: int = 0
    voters: int = 0
    has_committee: bool = False
    committee_members: int = 0
    group_count: int = 0
    leading_cadres: int = 0
    term_ends_within_year: bool = False
    floating_members: int = 0
    exempt_members: int = 0
    elected_on: date | None = None
    term_years: int = 0

    def values(self) -> dict[str, object]:
        """The facts by name, as conditions read them."""
        return {name: getattr(self, name) for name in _NAMES}


_NAMES = tuple(field.name for field in fields(OrganizationFacts))


def facts(organizations: Iterable[UUID] | None, on: date) -> dict[UUID, OrganizationFacts]:
    """The facts of each organisation that exists on a day; None asks for all."""
    only = None if organizations is None else list(organizations)
    counts: dict[UUID, dict[str, Any]] = {}
    for query in (_members, _committees, _groups):
        for row in query(_chosen(only), on):
            counts.setdefault(row.pop("organization_id"), {}).update(row)
    places = Placement.objects.on(on).filter(_chosen(only))
    forms = places.values_list("organization_id", "category", "kind", "organization__elected_on")
    return {
        key: _facts(category, Kind(kind), elected_on, on, counts.get(key, {}))
        for key, category, kind, elected_on in forms
    }


def term_ends_in(elected_on: date | None, term_years: int, year: int) -> bool:
    """Whether the term that began with an election ends in a year; unknown elections end nothing."""
    return elected_on is not None and elected_on.year + term_years == year


Rows = Iterable[dict[str, Any]]


def _chosen(only: list[UUID] | None) -> Q:
    return Q() if only is None else Q(organization_id__in=only)


def _facts(category: str, kind: Kind, elected_on: date | None, on: date, counts: dict[str, Any]) -> OrganizationFacts:
    form = FORMS[kind]
    committee = counts.get("committee_members", 0)
    return OrganizationFacts(
        category=category,
        level=form.level.value,
        kind=kind.value,
        has_committee=committee >= LEAST_COMMITTEE,
        elected_on=elected_on,
        term_years=form.term_years,
        term_ends_within_year=term_ends_in(elected_on, form.term_years, on.year),
        **counts,
    )


def _members(chosen: Q, on: date) -> Rows:
    """Members of each organisation by standing, and those who are floating, exempt or leading cadres."""
    cadres = Post.objects.on(on).filter(kind=PostKind.COUNTY_CADRE).values("person_id")
    exempt = Exemption.objects.on(on).values("person_id")
    formal = Q(standing=Standing.FORMAL)
    rows: Rows = (
        Membership.objects.on(on)
        .filter(chosen)
        .values("organization_id")
        .annotate(
            members=Count("id"),
            formal_members=Count("id", filter=formal),
            probationary_members=Count("id", filter=Q(standing=Standing.PROBATIONARY)),
            voters=Count("id", filter=formal & Q(person__registration=Registration.NORMAL)),
            floating_members=Count("id", filter=Q(person__floating_since__lte=on)),
            exempt_members=Count("id", filter=Q(person_id__in=exempt)),
            leading_cadres=Count("id", filter=Q(person_id__in=cadres)),
        )
        .order_by()
    )
    return rows


def _committees(chosen: Q, on: date) -> Rows:
    """How many people hold a post of the committee; one person with two posts counts once."""
    posts = Post.objects.on(on).filter(chosen, kind__in=COMMITTEE_POSTS).values("organization_id")
    rows: Rows = posts.annotate(committee_members=Count("person_id", distinct=True)).order_by()
    return rows


def _groups(chosen: Q, on: date) -> Rows:
    """How many Party groups there are."""
    groups = Group.objects.on(on).filter(chosen).values("organization_id")
    rows: Rows = groups.annotate(group_count=Count("id")).order_by()
    return rows
