"""The calendars that show one organisation: who made them, and their revocation by whoever keeps the organisation."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from taizhang.domain.access.roles import Permission
from taizhang.domain.feeds.actions import revoke
from taizhang.domain.feeds.models import Feed
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.orgs.heading import heading

EDIT = Permission.ORGS_EDIT


@page(Permission.DUTIES_VIEW)
def organization_feeds(request: PageRequest, code: str) -> HttpResponse:
    """My calendars of an organisation; all for whoever keeps it, but not when another's was read."""
    place = find_organization(request, code)
    context = heading(request, place, "feeds")
    rows = Feed.objects.standing().filter(organization=place.organization_id).select_related("person")
    if not context["may_edit"]:
        rows = rows.filter(person_id=request.account.person_id)
    context |= {"feeds": list(rows), "mine": request.account.person_id}
    return show(request, "feeds/organization.html", context)


@page(EDIT, methods=("POST",))
def organization_revocation(request: PageRequest, code: str, key: UUID) -> HttpResponse:
    """Revoke a calendar of an organisation that one keeps, whoever made it."""
    place = find_organization(request, code)
    found = Feed.objects.filter(pk=key, organization=place.organization_id).first()
    if found is None:
        raise Refused(
            _("There is no such calendar of this organisation."),
            _("Look for it in the list of its calendars."),
            code="feeds.feed.unknown",
        )
    revoke(feed=found, by=request.by)
    say(request, gettext("The calendar is revoked: its address is answered no more."))
    return see_other(reverse("feeds:organization_feeds", args=[code]))
