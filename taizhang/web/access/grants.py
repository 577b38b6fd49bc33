"""Grants, for the security administrator: seen, given, ended."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from taizhang.domain.access.actions import give
from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import ROLES, Permission, Reach, Role
from taizhang.domain.audit.actions import action
from taizhang.domain.notices.actions.signing_in import tell_granted
from taizhang.kernel.errors import Refused
from taizhang.web.access.forms import GrantForm
from taizhang.web.access.people import organization_meant, person_of_username
from taizhang.web.access.words import REACHES, role_choices, role_prose
from taizhang.web.kit import clock
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.table import Column, Table


def _standing(rows: Any, state: str) -> QuerySet[Any]:
    today = clock.today()
    found: QuerySet[Any] = rows.on(today) if state == "now" else rows.filter(ends_on__lt=today)
    return found


def _days(grant: Grant) -> str:
    return pgettext("grant", "ended") if grant.ends_on and grant.ends_on < clock.today() else pgettext("grant", "holds")


@dataclass(frozen=True)
class GrantFilter(Filter):
    """Grants by person, role, organisation, and whether they hold today."""

    q: str = condition(
        gettext_lazy("Person"),
        lambda rows, q: rows.filter(person__search__contains=q.lower()),
        default="",
        type="search",
    )
    role: Role | None = condition(gettext_lazy("Role"), "role", default=None, options=role_choices)
    organization: str = condition(
        gettext_lazy("Organisation"), "org_place__search__contains", default="", type="search"
    )
    state: str = condition(
        gettext_lazy("State"),
        _standing,
        default="",
        options=[("now", pgettext_lazy("grant", "holds")), ("ended", pgettext_lazy("grant", "ended"))],
    )


GRANTS = Listing(
    gettext_lazy("Grants"),
    Table(
        (
            Column("person", gettext_lazy("Person"), "person.name", by=("person__sort_key",)),
            Column("role", gettext_lazy("Role"), lambda grant: str(ROLES[Role(grant.role)].name), by=("role",)),
            Column("organization", gettext_lazy("Organisation"), "org_name"),
            Column("reach", gettext_lazy("Reach"), lambda grant: str(REACHES[Reach(grant.reach)])),
            Column("starts_on", gettext_lazy("Holds from"), by=("starts_on",)),
            Column("ends_on", gettext_lazy("Holds until"), by=("ends_on",)),
            Column("state", gettext_lazy("State"), _days),
            Column("by", gettext_lazy("Given by"), "granted_by_name"),
        ),
        order=("person__sort_key", "id"),
    ),
    "access/grants.html",
)


@page(Permission.GRANTS_MANAGE)
def grants(request: PageRequest) -> HttpResponseBase:
    """All grants, those that ended too."""
    rows = Grant.objects.placed(request.today).select_related("person")
    return answer(request, GRANTS, GrantFilter.from_query(request.GET), rows, context={"today": request.today})


@page(Permission.GRANTS_MANAGE)
def roles(request: PageRequest) -> HttpResponse:
    """What each role is, may do, and excludes."""
    return show(request, "access/roles.html", {"roles": role_prose()})


@page(Permission.GRANTS_MANAGE, methods=("GET", "POST"))
def new_grant(request: PageRequest) -> HttpResponse:
    """Give a role."""
    form = GrantForm(request.POST or None, initial={"starts_on": request.today, "reach": Reach.SUBTREE.value})
    if request.method == "POST" and form.is_valid():
        try:
            grant = _given(form.cleaned_data, request)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            words = {"name": grant.person.name, "role": ROLES[Role(grant.role)].name}
            say(request, gettext("%(name)s now holds the role %(role)s.") % words)
            return HttpResponseRedirect(reverse("access_grants"))
    return show(request, "access/grant_new.html", {"form": form, "roles": role_prose()})


@action
def _given(said: dict[str, Any], request: PageRequest) -> Grant:
    starts_on: date = said["starts_on"]
    grant = give(
        person=person_of_username(said["username"]),
        role=Role(said["role"]),
        organization=organization_meant(said["organization"]),
        reach=Reach(said["reach"]),
        starts_on=starts_on,
        by=request.by,
    )
    tell_granted(grant, request.by)
    return grant
