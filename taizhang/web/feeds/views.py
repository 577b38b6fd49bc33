"""My calendars: made, shown once, renewed, revoked."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from taizhang.domain.access import policy
from taizhang.domain.access.roles import ROLES, Permission
from taizhang.domain.feeds.actions import FeedEntry, create, renew, revoke
from taizhang.domain.feeds.models import Feed
from taizhang.domain.inspections.offices import office_names
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused, _
from taizhang.web.feeds.forms import FeedForm
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import day
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, find_organization, page

VIEW = Permission.DUTIES_VIEW


@page(signed_in=True, methods=("GET", "POST"))
def feeds(request: PageRequest) -> HttpResponse:
    """The calendars I made, and the form for another; its address is shown this once."""
    wanted = request.GET.get("organization", "")
    form = FeedForm(request.POST or None, _choices(request, wanted), wanted)
    secret = _made(form, request) if request.method == "POST" and form.is_valid() else ""
    if secret:
        form = FeedForm(None, _choices(request, ""), "")
    found = list(Feed.objects.standing().filter(person_id=request.account.person_id))
    names = office_names({each.organization_id for each in found if each.organization_id}, request.today)
    context: dict[str, Any] = {"form": form, "feeds": found, "names": names, "today": request.today}
    if secret:
        context |= {"address": request.build_absolute_uri(f"/feeds/{secret}.ics")}
    response = show(request, "feeds/feeds.html", context, status=422 if form.errors else 200)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@page(signed_in=True, methods=("POST",))
def renewal(request: PageRequest, key: UUID) -> HttpResponse:
    """Another year at the same address."""
    renewed = renew(feed=_mine(request, key), by=request.by)
    say(request, gettext("The calendar is answered until %(day)s.") % {"day": day(renewed.expires_on)})
    return _back()


@page(signed_in=True, methods=("POST",))
def revocation(request: PageRequest, key: UUID) -> HttpResponse:
    """Nobody reads there any more."""
    revoke(feed=_mine(request, key), by=request.by)
    say(request, gettext("The calendar is revoked: its address is answered no more."))
    return _back()


def _made(form: FeedForm, request: PageRequest) -> str:
    """The secret of a new calendar; empty when it was refused, which the form then says."""
    said = form.cleaned_data
    code = said["organization"]
    try:
        place = find_organization(request, code, VIEW) if code else None
        organization = place.organization if place else None
        entry = FeedEntry(organization, said["name"], request.lang, said["id"])
        return create(person=request.account.person, entry=entry, by=request.by)[1]
    except Refused as refusal:
        refuse(form, refusal)
        return ""


def _choices(request: PageRequest, wanted: str) -> list[tuple[str, str]]:
    """Everything of mine, the organisations in which I hold a post, and the one that was asked for."""
    held = policy.held(request.account, request.today)
    keys = [each.organization_id for each in held if VIEW in ROLES[each.role].permissions]
    rows = Placement.objects.on(request.today).filter(organization__in=keys).select_related("organization")
    found = {place.organization.code: place.short_name for place in rows.order_by("path")}
    if code := (wanted or request.POST.get("organization", "")):
        found.setdefault(code, find_organization(request, code, VIEW).short_name)
    return [("", gettext("Everything of mine: my posts, my decisions, my branch's activity day")), *found.items()]


def _mine(request: PageRequest, key: UUID) -> Feed:
    found = Feed.objects.filter(pk=key, person_id=request.account.person_id).first()
    if found is None:
        raise Refused(
            _("There is no such calendar of yours."),
            _("Look for it on the page “My calendars”."),
            code="feeds.feed.unknown",
        )
    return found


def _back() -> HttpResponse:
    return see_other(reverse("feeds:feeds"))
