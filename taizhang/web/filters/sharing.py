"""Sharing a filter. A link opens the list with its conditions; who opens it sees what he may see, and nothing more."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.orgs.models import Organization
from taizhang.domain.preferences.actions import link, share_with, unknown
from taizhang.domain.preferences.models import SavedFilter
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.filters.found import back, find_own
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page


@page(signed_in=True, methods=("POST",))
def sharing(request: PageRequest, key: UUID) -> HttpResponse:
    """Offer a filter to the people of one's organisation, or to nobody any more."""
    saved, wanted = find_own(request, key), request.POST.get("organization", "")
    place = _place(request, wanted) if wanted else None
    share_with(saved=saved, organization=place, by=request.by)
    say(request, _("Whoever holds a post there now finds it on the list.") if place else _("It is yours alone again."))
    return back()


@page(signed_in=True, methods=("POST",))
def linking(request: PageRequest, key: UUID) -> HttpResponse:
    """Make the link of a filter, or end it."""
    saved = link(saved=find_own(request, key), wanted=request.POST.get("wanted") == "1", by=request.by)
    say(request, _("The link is ready; copy it below.") if saved.token else _("The link opens nothing any more."))
    return back()


@page(signed_in=True)
def shared(request: PageRequest, token: str) -> HttpResponse:
    """Open a filter that somebody shares: its list, with its conditions, within one's own reach."""
    saved = SavedFilter.objects.kept().filter(token=token, account__is_active=True).first()
    if saved is None:
        raise unknown()
    return HttpResponseRedirect(f"{saved.address}?{saved.query or 'show=all'}")


def places(request: PageRequest) -> list[tuple[str, str]]:
    """The organisations in which the person holds a post of the system, as choices."""
    held = policy.held(request.account, request.today)
    return list({str(each.organization_id): each.organization_name for each in held}.items())


def _place(request: PageRequest, key: str) -> Organization:
    """One of these; any other is refused."""
    if key not in dict(places(request)):
        raise Refused(
            mark("A filter is shared with the people of an organisation in which one holds a post oneself."),
            mark("Choose one of those offered, or send the link."),
            code="preferences.share",
        )
    return Organization.objects.get(pk=key)
