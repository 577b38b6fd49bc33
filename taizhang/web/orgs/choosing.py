"""Naming an organisation or a person in a form: by code, by name, or by the beginning of either in pinyin."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Membership, Organization, Person, Placement
from taizhang.domain.orgs.search import MOST_WORDS
from taizhang.domain.orgs.spelling import plain
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page, within

OFFERED, NAMED = 12, 4  # while one types; in a sentence
TYPED = ("q", "under", "into", "to", "leader", "person", "organization", "street", "office")
GAP = " · "


@page(Permission.ORGS_VIEW)
def organization_choices(request: PageRequest) -> HttpResponse:
    """Organisations within reach that contain what is being typed, for a list of suggestions."""
    found = _organizations(request, _typed(request), Permission.ORGS_VIEW)[:OFFERED]
    offered = [(place.organization.code, place.name) for place in found]
    return show(request, "orgs/choices.html", {"offered": offered})


@page(Permission.PEOPLE_VIEW)
def person_choices(request: PageRequest) -> HttpResponse:
    """Members within reach whose name contains what is being typed, each with the branch."""
    found = _members(request, _typed(request), Permission.PEOPLE_VIEW)[:OFFERED]
    offered = [(f"{row.person.name}{GAP}{row.organization.code}", row.org_name) for row in found]
    return show(request, "orgs/choices.html", {"offered": offered})


def organization_meant(request: PageRequest, words: str, permission: Permission) -> Organization:
    """The one organisation within reach that is meant; refused when none or several are."""
    words = words.strip()
    standing = within(request, Placement.objects.all(), permission).select_related("organization")
    exact = list(standing.filter(Q(organization__code=words) | Q(name=words) | Q(short_name=words))[:2])
    found = exact or list(_organizations(request, words, permission)[: NAMED + 1])
    if len(found) == 1:
        organization: Organization = found[0].organization
        return organization
    raise _not_one(words, [f"{place.short_name} ({place.organization.code})" for place in found])


def person_meant(request: PageRequest, words: str, permission: Permission) -> Person:
    """The one member within reach who is meant, as "name" or "name · code of the branch"."""
    found = list(_members(request, words, permission)[: NAMED + 1])
    exact = [row for row in found if row.person.name == words.partition(GAP.strip())[0].strip()]
    found = exact if len(exact) == 1 else found
    if len(found) == 1:
        person: Person = found[0].person
        return person
    raise _not_one(words, [f"{row.person.name}{GAP}{row.organization.code}" for row in found])


def member_meant(organization_id: UUID, key: str, request: PageRequest) -> Person | None:
    """The member of an organisation that a choice of a form names by its identifier; None for no choice."""
    if not key:
        return None
    rows = Membership.objects.on(request.today).filter(organization_id=organization_id, person_id=key)
    found = rows.select_related("person").first()
    if found is None:
        raise _not_one("?", [])
    person: Person = found.person
    return person


def _typed(request: PageRequest) -> str:
    return next((request.GET[name] for name in TYPED if request.GET.get(name)), "")


def _organizations(request: PageRequest, words: str, permission: Permission) -> "QuerySet[Placement]":
    sought = plain(words).split()[:MOST_WORDS]
    rows: QuerySet[Placement] = within(request, Placement.objects.all(), permission)
    contain = Q(*(Q(search__contains=word) for word in sought)) if sought else Q(pk__in=[])
    return rows.filter(contain).select_related("organization").order_by("sort_key", "path")


def _members(request: PageRequest, words: str, permission: Permission) -> "QuerySet[Any]":
    name, _gap, code = words.partition(GAP.strip())
    rows: QuerySet[Any] = within(request, Membership.objects.on(request.on), permission)
    sought = plain(name).split()[:MOST_WORDS]
    contain = Q(*(Q(person__search__contains=word) for word in sought)) if sought else Q(pk__in=[])
    if code.strip():
        contain &= Q(organization__code=code.strip())
    return rows.filter(contain).select_related("person", "organization").order_by("person__sort_key", "person_id")


def _not_one(words: str, several: list[str]) -> Refused:
    if not several:
        return Refused(
            _("Nothing within your reach is called “{words}”."),
            _("Type the code, the full name, or choose from the suggestions."),
            code="orgs.meant-none",
            words=words,
        )
    return Refused(
        _("“{words}” may mean several: {several}."),
        _("Choose one of them from the suggestions."),
        code="orgs.meant-several",
        words=words,
        several=several[:NAMED],
    )
