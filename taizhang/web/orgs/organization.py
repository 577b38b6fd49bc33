"""One organisation: its overview, its committee and contact, the places where it stood, and what can be changed."""

from typing import Any

from django.db.models import Subquery
from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.audit import kept
from taizhang.domain.duties.queries import light_of, owed_now
from taizhang.domain.orgs.facts import facts
from taizhang.domain.orgs.kinds import COMMITTEE_POSTS, FORMS, OFFICE_POSTS, Kind, PostKind
from taizhang.domain.orgs.models import Group, Membership, Office, Placement, Post
from taizhang.web.kit.capped import shown_of
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.orgs.acts import CHANGES, may_change
from taizhang.web.orgs.asof import light_day, may_over, organization_url
from taizhang.web.orgs.completion import Year, children_of
from taizhang.web.orgs.heading import heading

VIEW = Permission.ORGS_VIEW
MOST_STAFF = 60  # of an office, shown unless everybody is asked for


@page(VIEW)
def organization(request: PageRequest, code: str) -> HttpResponse:
    """What an organisation owes, how far its year has come, and what stands right below it."""
    place = find_organization(request, code)
    context = heading(request, place, "overview")
    if may_over(request, Permission.DUTIES_VIEW, place):
        context |= _owed(request, place)
    return show(request, "orgs/overview.html", {**context, "glance": _glance(request, place)})


@page(VIEW)
def profile(request: PageRequest, code: str) -> HttpResponse:
    """Facts that rules ask for, committee, office, groups, contact and unit."""
    place = find_organization(request, code)
    posts = _posts(request, place, (*COMMITTEE_POSTS, *OFFICE_POSTS))
    form, everybody = FORMS[Kind(place.kind)], "everybody" in request.GET
    context = {
        **heading(request, place, "profile"),
        "form": form,
        "facts": facts([place.organization_id], request.on).get(place.organization_id),
        "committee": [post for post in posts if post.kind in COMMITTEE_POSTS],
        "staff": shown_of([post for post in posts if post.kind in OFFICE_POSTS], None if everybody else MOST_STAFF),
        "may_have_office": PostKind.OFFICE_STAFF in form.posts,
        "offices": list(Office.objects.on(request.on).filter(organization=place.organization_id)),
        "groups": _groups(request, place) if form.members else [],
    }
    return show(request, "orgs/profile.html", context)


@page(VIEW)
def placements(request: PageRequest, code: str) -> HttpResponse:
    """Every name and place it had, with the days; each opens the page as it was."""
    place = find_organization(request, code)
    rows = Placement.objects.filter(organization=place.organization_id).order_by("-starts_on")
    above = Placement.objects.filter(organization__in=rows.values("parent")).order_by("starts_on")
    known: dict[Any, list[Placement]] = {}
    for one in above:
        known.setdefault(one.organization_id, []).append(one)
    lines = [(row, _name_then(known.get(row.parent_id, []), row)) for row in rows]
    return show(request, "orgs/placements.html", {**heading(request, place, "placements"), "lines": lines})


@page(Permission.ORGS_EDIT)
def changes(request: PageRequest, code: str) -> HttpResponse:
    """What can be changed, each with a form of its own."""
    place = find_organization(request, code)
    acts = CHANGES.items() if may_change(request, place) else ()
    nouns = [(change.title, change.lead, f"{noun}/", change.danger) for noun, change in acts]
    described = (_("Contact and unit"), _("Telephone, meeting place, the unit it is in."), "description/", False)
    parted = (_("Split off a new one"), _("Some of its members form a new organisation beside it."), "split/", False)
    shown = [described, *nouns[:3], *([parted] if FORMS[Kind(place.kind)].members else []), *nouns[3:]]
    if any(Kind(place.kind) in form.under for form in FORMS.values()):
        below = (_("Found one below it"), _("A new organisation right under this one."), _below(code), False)
        shown.insert(1, below)
    context = {**heading(request, place, "changes"), "shown": shown, "base": organization_url(code)}
    return show(request, "orgs/changes.html", context)


def _below(code: str) -> str:
    return f"/organizations/new/?under={code}"


def _owed(request: PageRequest, place: Placement) -> dict[str, Any]:
    """The light and the list it comes from, as of the day whose light the reader may see; and the year."""
    day = light_day(request, place)
    year = Year(place.path, request.on)
    if year.rules is None:
        return {"owed": None}
    duties = list(owed_now(place.organization_id, day))
    return {
        "owed": duties,
        "light": light_of(duties, day),
        "light_day": day,
        "delayed": day != request.on,
        "names": {rule.code: rule.name.words(request.lang) for rule in year.rules.institutions},
        "shorts": {rule.code: rule.short.words(request.lang) for rule in year.rules.institutions},
        "year": request.on.year,
        "institutions": year.institutions(),
        "children": children_of(place, request.on, year, request.GET),
    }


def _glance(request: PageRequest, place: Placement) -> Any:
    """The place with its secretary and how many people belong to it or below it; two queries."""
    secretary = Post.objects.on(request.on).filter(organization=place.organization_id, kind=PostKind.SECRETARY)
    people = Membership.objects.on(request.on).placed(request.on).under(place.path).order_by()
    found: Any = Placement.objects.annotate(
        secretary=Subquery(secretary.values("person__name")[:1]),
        secretary_id=Subquery(secretary.values("person_id")[:1]),
    ).get(pk=place.pk)
    found.members = kept.number(people)
    return found


def _posts(request: PageRequest, place: Placement, kinds: tuple[PostKind, ...]) -> list[Post]:
    """Who holds which of some posts, in the order in which the kinds are named."""
    order = [kind.value for kind in kinds]
    rows = Post.objects.on(request.on).filter(organization=place.organization_id, kind__in=order)
    return sorted(rows.select_related("person"), key=lambda post: (order.index(post.kind), post.person.sort_key))


def _groups(request: PageRequest, place: Placement) -> list[dict[str, Any]]:
    """The groups with their leaders and members, in two queries."""
    members: dict[Any, list[str]] = {}
    rows = Membership.objects.on(request.on).filter(organization=place.organization_id, group__isnull=False)
    for key, name in rows.order_by("person__sort_key").values_list("group_id", "person__name"):
        members.setdefault(key, []).append(name)
    groups = Group.objects.on(request.on).filter(organization=place.organization_id).select_related("leader")
    return [{"group": one, "members": members.get(one.pk, [])} for one in groups.order_by("starts_on", "id")]


def _name_then(places: list[Placement], row: Placement) -> Placement | None:
    """How the organisation above was called when a row began to hold."""
    return next((one for one in places if one.holds(row.starts_on)), places[-1] if places else None)
