"""One grant or many ended at once: shown first, ended together, and all of it can be taken back the same day."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext

from taizhang.domain.access.actions import end_many, endable, restore_many
from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import ROLES, Permission, Role
from taizhang.domain.audit.actions import action
from taizhang.domain.notices.actions import untell
from taizhang.domain.notices.actions.signing_in import tell_grant_ended
from taizhang.domain.notices.kinds import Kind
from taizhang.web.access.grants import GrantFilter
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.selection import Selection
from taizhang.web.reviews.stamp import moment, stamp

MANAGE = Permission.GRANTS_MANAGE


@page(MANAGE, methods=("GET", "POST"))
def endings(request: PageRequest) -> HttpResponse:
    """Which of the chosen grants can be ended; then, their end."""
    rows = _chosen(request)
    if request.method == "POST":
        ended = _end(request, rows)
        words = ngettext("%(n)s grant is ended.", "%(n)s grants are ended.", len(ended)) % {"n": len(ended)}
        say(request, words, undo=reverse("access_grant_restoring", args=[stamp(request.by.at)]) if ended else "")
        return _to_list()
    possible, over = endable(rows, request.today)
    names = {role.value: ROLES[role].name for role in Role}
    context = {"possible": possible, "over": over, "names": names, "back": reverse("access_grants")}
    return show(request, "access/grant_endings.html", context)


@page(MANAGE, methods=("POST",))
def restoring(request: PageRequest, number: int) -> HttpResponse:
    """Take back what this person ended at one moment of today, as a whole."""
    n = len(_restore(request, number))
    say(request, ngettext("%(n)s grant holds again.", "%(n)s grants hold again.", n) % {"n": n})
    return _to_list()


@action
def _end(request: PageRequest, rows: list[Any]) -> list[Grant]:
    ended = end_many(grant_ids=[grant.pk for grant in rows], on=request.today, by=request.by)
    for grant in ended:
        tell_grant_ended(grant, request.today, request.by)
    return ended


@action
def _restore(request: PageRequest, number: int) -> list[Grant]:
    restored = restore_many(at=moment(number), by=request.by)
    untell(kind=Kind.GRANT_ENDED, about_ids=[grant.pk for grant in restored])
    return restored


def _chosen(request: PageRequest) -> list[Any]:
    """The grants that were ticked, or all that the conditions choose."""
    ticked = Selection.of(request.POST if request.method == "POST" else request.GET)
    rows = Grant.objects.placed(request.today).select_related("person")
    listed = GrantFilter.from_query(request.GET).apply(rows) if ticked.everything else rows
    return list(ticked.rows(listed).order_by("person__sort_key", "pk"))


def _to_list() -> HttpResponse:
    return see_other(reverse("access_grants"))
