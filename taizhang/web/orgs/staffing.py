"""Posts, groups and the office of an organisation: who is appointed and released, what is formed and ended."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.actions.groups import dissolve_group, form_group, regroup
from taizhang.domain.orgs.actions.offices import close_office, open_office
from taizhang.domain.orgs.actions.posts import appoint, release
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Group, Office, Person, Placement, Post
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.orgs.acting import Sheet, answer_form
from taizhang.web.orgs.acts import trail_to
from taizhang.web.orgs.asof import organization_url
from taizhang.web.orgs.choosing import member_meant
from taizhang.web.orgs.forms import EndForm, GroupForm, GroupMembersForm, OfficeForm, PostForm
from taizhang.web.orgs.founding import members_of

Said = dict[str, Any]
BOTH = ("GET", "POST")


@page(Permission.ORGS_EDIT, methods=BOTH)
def posts(request: PageRequest, code: str) -> HttpResponse:
    """Appoint a person to a post."""
    place = find_organization(request, code)
    form = PostForm(request.POST or None, request, place)

    def act(said: Said) -> str:
        post = appoint(
            person=said["person"],
            organization=place.organization,
            kind=said["kind"],
            starts_on=said["on"],
            by=request.by,
        )
        return gettext("%(name)s is appointed: %(post)s.") % {
            "name": said["person"].name,
            "post": post.get_kind_display(),
        }

    lead = gettext("Posts of a committee are held by formal members; one secretary at a time.")
    return _answer(request, form, place, (gettext("Appoint to a post"), lead, gettext("Appoint")), act)


@page(Permission.ORGS_EDIT, methods=BOTH)
def post_release(request: PageRequest, code: str, key: UUID) -> HttpResponse:
    """Release a person from a post."""
    place = find_organization(request, code)
    post = _one(Post.objects.select_related("person").filter(organization=place.organization_id, pk=key))
    words = {"name": post.person.name, "post": post.get_kind_display()}

    def act(said: Said) -> str:
        release(post=post, on=said["on"], by=request.by)
        return gettext("%(name)s no longer holds the post: %(post)s.") % words

    lead = gettext("%(name)s, %(post)s. The post ends the day before.") % words
    form = EndForm(request.POST or None, initial={"on": request.today})
    return _answer(request, form, place, (gettext("Release from a post"), lead, gettext("Release")), act)


@page(Permission.PEOPLE_EDIT, methods=BOTH)
def groups(request: PageRequest, code: str) -> HttpResponse:
    """Form a Party group."""
    place = find_organization(request, code)
    _refuse_without_members(place)
    form = GroupForm(request.POST or None, members=members_of(place, request), initial={"on": request.today})

    def act(said: Said) -> str:
        leader = member_meant(place.organization_id, said["leader"], request)
        form_group(
            organization=place.organization, name=said["name"], starts_on=said["on"], by=request.by, leader=leader
        )
        return gettext("The group “%(name)s” is formed.") % {"name": said["name"]}

    lead = gettext("A branch with many members divides into groups; each has a leader.")
    return _answer(request, form, place, (gettext("Form a Party group"), lead, gettext("Form it")), act)


@page(Permission.PEOPLE_EDIT, methods=BOTH)
def group_dissolution(request: PageRequest, code: str, key: UUID) -> HttpResponse:
    """Dissolve a group."""
    place = find_organization(request, code)
    group = _one(Group.objects.filter(organization=place.organization_id, pk=key))

    def act(said: Said) -> str:
        dissolve_group(group=group, on=said["on"], by=request.by)
        return gettext("The group “%(name)s” is dissolved; its members belong to no group.") % {"name": group.name}

    form = EndForm(request.POST or None, initial={"on": request.today})
    lead = gettext("“%(name)s” ends the day before; its members stay in the branch.") % {"name": group.name}
    return _answer(request, form, place, (gettext("Dissolve a Party group"), lead, gettext("Dissolve")), act)


@page(Permission.PEOPLE_EDIT, methods=BOTH)
def group_members(request: PageRequest, code: str, key: UUID) -> HttpResponse:
    """Put members of the branch into a group."""
    place = find_organization(request, code)
    group = _one(Group.objects.filter(organization=place.organization_id, pk=key))
    here = list(group.memberships.filter(ends_on__isnull=True).values_list("person_id", flat=True))
    members = members_of(place, request)
    form = GroupMembersForm(request.POST or None, members=members, initial={"people": [str(one) for one in here]})

    def act(said: Said) -> str:
        people = list(Person.objects.filter(pk__in=said["people"]))
        count = regroup(group=group, people=people, on=request.today, by=request.by)
        return gettext("%(count)s members belong to “%(name)s”.") % {"count": count, "name": group.name}

    lead = gettext("Whoever is ticked belongs to “%(name)s” from today on, and to no other group.") % {
        "name": group.name
    }
    return _answer(request, form, place, (gettext("Members of the group"), lead, gettext("Save")), act)


@page(Permission.ORGS_EDIT, methods=BOTH)
def offices(request: PageRequest, code: str) -> HttpResponse:
    """Set up the office."""
    place = find_organization(request, code)
    form = OfficeForm(request.POST or None, initial={"on": request.today})

    def act(said: Said) -> str:
        open_office(organization=place.organization, name=said["name"], starts_on=said["on"], by=request.by)
        return gettext("The office “%(name)s” is set up.") % {"name": said["name"]}

    lead = gettext("Streets, district units and the district each set up one Party-building office.")
    return _answer(request, form, place, (gettext("Set up the office"), lead, gettext("Set it up")), act)


@page(Permission.ORGS_EDIT, methods=BOTH)
def office_closure(request: PageRequest, code: str, key: UUID) -> HttpResponse:
    """Close an office."""
    place = find_organization(request, code)
    office = _one(Office.objects.filter(organization=place.organization_id, pk=key))

    def act(said: Said) -> str:
        close_office(office=office, on=said["on"], by=request.by)
        return gettext("The office “%(name)s” is closed.") % {"name": office.name}

    form = EndForm(request.POST or None, initial={"on": request.today})
    lead = gettext("“%(name)s” ends the day before; its staff keep their posts until they are released.")
    return _answer(
        request, form, place, (gettext("Close the office"), lead % {"name": office.name}, gettext("Close it down")), act
    )


def _answer(
    request: PageRequest, form: forms.Form, place: Placement, words: tuple[str, str, str], act: Callable[[Said], str]
) -> HttpResponse:
    title, lead, button = words
    back = organization_url(place.organization.code, "profile/")
    return answer_form(request, form, Sheet(title, lead, button, back, act, trail=trail_to(place, title)))


def _one(rows: Any) -> Any:
    """The row of an address, which must belong to the organisation."""
    found = rows.first()
    if found is None:
        raise Refused(_("There is no such thing here."), _("Look for it in the list."), code="orgs.unknown")
    return found


def _refuse_without_members(place: Placement) -> None:
    if not FORMS[Kind(place.kind)].members:
        raise Refused(
            _("{name} has no Party groups, for people do not belong to it directly."),
            _("Form the group in a branch."),
            code="orgs.group-kind",
            name=place.name,
        )
