"""One's saved filters: kept from a list, named anew, removed and had back."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.preferences.actions import open_with, remove_filter, rename_filter, restore_filter, save_filter
from taizhang.domain.preferences.models import SavedFilter
from taizhang.kernel.ids import uuid7
from taizhang.web.filters.found import back, conditions_meant, find_own, list_meant
from taizhang.web.filters.sharing import places
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page


@page(signed_in=True, methods=("GET", "POST"))
def filters(request: PageRequest) -> HttpResponse:
    """All that one keeps, by list; a list sends its conditions here to be kept."""
    if request.method == "POST":
        return _keep(request)
    found = SavedFilter.objects.kept().of(request.account).order_by("address", "name", "id")
    host = f"{request.scheme}://{request.get_host()}"
    return show(request, "filters/filters.html", {"filters": list(found), "places": places(request), "host": host})


@page(signed_in=True, methods=("POST",))
def name(request: PageRequest, key: UUID) -> HttpResponse:
    """Give a filter another name."""
    saved = rename_filter(saved=find_own(request, key), name=request.POST.get("name", ""))
    say(request, _("The filter is now called “%(name)s”.") % {"name": saved.name})
    return back()


@page(signed_in=True, methods=("POST",))
def opening(request: PageRequest, key: UUID) -> HttpResponse:
    """Let the list open with a filter, or no longer."""
    saved = open_with(saved=find_own(request, key), wanted=request.POST.get("wanted") == "1")
    if saved.is_default:
        say(request, _("The list now opens with “%(name)s”.") % {"name": saved.name})
    else:
        say(request, _("The list opens without conditions again."))
    return back()


@page(signed_in=True, methods=("POST",))
def removal(request: PageRequest, key: UUID) -> HttpResponse:
    """Remove a filter; for a day it can be had back."""
    saved = remove_filter(saved=find_own(request, key), by=request.by)
    undo = reverse("filters:restoration", args=[saved.pk])
    say(
        request,
        _("The filter “%(name)s” is removed; its link opens nothing any more.") % {"name": saved.name},
        undo=undo,
    )
    return back()


@page(signed_in=True, methods=("POST",))
def restoration(request: PageRequest, key: UUID) -> HttpResponse:
    """Have a removed filter back."""
    saved = restore_filter(saved=find_own(request, key))
    say(request, _("The filter “%(name)s” is back.") % {"name": saved.name})
    return back()


def _keep(request: PageRequest) -> HttpResponse:
    address = list_meant(request.POST.get("address", ""))
    saved = save_filter(
        id=uuid7(),
        account=request.account,
        address=address,
        name=request.POST.get("name", ""),
        query=conditions_meant(request.POST.get("query", "")),
        by=request.by,
    )
    say(request, _("Kept as “%(name)s”.") % {"name": saved.name})
    return back(f"{address}?{saved.query}")
