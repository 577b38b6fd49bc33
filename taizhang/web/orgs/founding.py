"""Founding organisations, splitting one off, and describing one."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.actions import tree
from taizhang.domain.orgs.actions.describing import DESCRIBED
from taizhang.domain.orgs.actions.tree import OrganizationEntry
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Membership, Person, Placement
from taizhang.kernel.identity import CreditCode
from taizhang.kernel.ids import uuid7
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import day
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.kit.refusals import sentence
from taizhang.web.orgs.acting import Sheet, answer_form
from taizhang.web.orgs.acts import trail_to
from taizhang.web.orgs.asof import organization_url
from taizhang.web.orgs.choosing import organization_meant
from taizhang.web.orgs.forms import DescriptionForm, FoundingForm, SplitForm

Said = dict[str, Any]


@page(Permission.ORGS_EDIT, methods=("GET", "POST"))
def founding(request: PageRequest) -> HttpResponse:
    """A new organisation: first under which one, then what it is."""
    words = request.GET.get("under", "")
    if not words:
        return show(request, "orgs/under.html", {})
    under = find_organization(request, organization_meant(request, words, Permission.ORGS_EDIT).code)
    initial = {"id": uuid7(), "category": under.category, "founded_on": request.today}
    form = FoundingForm(request.POST or None, under=under, initial=initial)
    sheet = Sheet(
        title=_("Found an organisation"),
        lead=_("Right under %(name)s; only the kinds that may stand there are offered.") % {"name": under.name},
        button=_("Found it"),
        back=organization_url(under.organization.code),
        act=lambda said: _found(request, under, said),
        foretell=lambda said: _founded(under, said),
        trail=trail_to(under, _("Found an organisation")),
        then=lambda: organization_url(form.cleaned_data["code"]),
    )
    return answer_form(request, form, sheet)


@page(Permission.ORGS_EDIT, methods=("GET", "POST"))
def split(request: PageRequest, code: str) -> HttpResponse:
    """A new organisation beside this one, with some of its members."""
    place = find_organization(request, code)
    form = SplitForm(request.POST or None, request, place, members=members_of(place, request), initial={"id": uuid7()})
    sheet = Sheet(
        title=_("Split off a new one"),
        lead=_("The members who go there leave their posts here the day before; the others stay."),
        button=_("Split it off"),
        back=organization_url(code, "changes/"),
        act=lambda said: _split(request, place, said),
        foretell=lambda said: _parted(place, said),
        trail=trail_to(place, _("Split off a new one")),
        then=lambda: organization_url(form.cleaned_data["code"]),
    )
    return answer_form(request, form, sheet)


@page(Permission.ORGS_EDIT, methods=("GET", "POST"))
def description(request: PageRequest, code: str) -> HttpResponse:
    """Contact and unit items."""
    place = find_organization(request, code)
    before = {name: getattr(place.organization, name) for name in DESCRIBED}
    form = DescriptionForm(request.POST or None, initial=before)

    def act(said: Said) -> str:
        one = tree.describe(organization=place.organization, facts=said, by=request.by)
        warning = CreditCode(one.credit_code).warning if one.credit_code else None
        return _("Saved.") + (sentence(warning) if warning else "")

    sheet = Sheet(
        title=_("Contact and unit"),
        lead=_("Items of the national exchange record; what stood there before stays in the history."),
        button=_("Save"),
        back=organization_url(code, "profile/"),
        act=act,
        trail=trail_to(place, _("Contact and unit")),
        groups=(
            (_("Contact"), ("contact_name", "contact_phone", "meeting_place", "elected_on")),
            (_("Unit"), ("unit_name", "unit_kind", "unit_situation", "unit_founding", "credit_code")),
        ),
    )
    return answer_form(request, form, sheet)


def members_of(place: Placement, request: PageRequest) -> list[tuple[str, str]]:
    """The members of an organisation today, for a choice: identifier and name."""
    rows = Membership.objects.on(request.today).filter(organization=place.organization_id)
    named = rows.order_by("person__sort_key", "person_id").values_list("person_id", "person__name")
    return [(str(key), name) for key, name in named]


def _found(request: PageRequest, under: Placement, said: Said) -> str:
    told = _founded(under, said)
    tree.found(entry=_entry(under.organization, Kind(said["kind"]), Category(said["category"]), said), by=request.by)
    return told


def _founded(under: Placement, said: Said) -> str:
    words = {"name": said["name"], "above": under.name, "day": day(said["founded_on"])}
    return _("%(name)s stands under %(above)s from %(day)s on.") % words


def _split(request: PageRequest, place: Placement, said: Said) -> str:
    told = _parted(place, said)
    people = list(Person.objects.filter(pk__in=said["people"]))
    entry = _entry(place.parent, Kind(place.kind), Category(place.category), {**said, "founded_on": said["on"]})
    tree.split(organization=place.organization, entry=entry, people=people, on=said["on"], by=request.by)
    return told


def _parted(place: Placement, said: Said) -> str:
    count = len(said["people"])
    words = {"name": said["name"], "old": place.name, "day": day(said["on"]), "count": count}
    return (
        ngettext(
            "From %(day)s on %(count)s member of %(old)s belongs to the new %(name)s.",
            "From %(day)s on %(count)s members of %(old)s belong to the new %(name)s.",
            count,
        )
        % words
    )


def _entry(parent: Any, kind: Kind, category: Category, said: Said) -> OrganizationEntry:
    return OrganizationEntry(
        code=said["code"],
        name=said["name"],
        short_name=said["short_name"],
        kind=kind,
        category=category,
        founded_on=said["founded_on"],
        parent=parent,
        because=said["because"],
        id=said["id"],
    )
