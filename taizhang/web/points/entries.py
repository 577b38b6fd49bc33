"""One entry of points: what it follows from, by which rule, and its reversal."""

from uuid import UUID

from django.db.models import F
from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.points.actions import reverse
from taizhang.domain.points.books import Holder, book
from taizhang.domain.points.models import PointEntry, Reversal
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.duties import words as duties
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page, seen, within
from taizhang.web.points import words
from taizhang.web.points.ledger import titled

VIEW, REVERSE = Permission.POINTS_VIEW, Permission.POINTS_REVERSE


@page(signed_in=True)
def entry(request: PageRequest, key: UUID) -> HttpResponse:
    """One entry with its source, its rule and its reversal; one's own are always open to oneself."""
    found = _found(request, key)
    day = found.happened_on
    rules = find_pack(day)
    holder = Holder.ORGANIZATION if found.person_id is None else Holder.MEMBER
    context = {
        "entry": found,
        "rules": rules,
        "rule": duties.institution(found.institution, rules),
        "item": next((each for each in book(found.year, holder).rules if each.code == found.rule), None),
        "reversal": Reversal.objects.filter(entry=found).first(),
        "made": Reversal.objects.filter(counter=found).first(),
        "may_reverse": found.reverses_id is None
        and policy.may(request.account, REVERSE, found.organization_id, on=request.today),
        "words": words,
        "lang": request.lang,
    }
    return show(request, "points/entry.html", context)


@page(REVERSE, methods=("POST",))
def reversal(request: PageRequest, key: UUID) -> HttpResponse:
    """Cancel an entry by an opposite one, with a reason."""
    found = within(request, PointEntry.objects.all()).filter(pk=key).first()
    if found is None:
        raise _unknown()
    reverse(entry=found, because=request.POST.get("because", ""), by=request.by)
    say(request, _("The entry is reversed; the balance counts without it."))
    return see_other(f"/points/{key}/")


def _found(request: PageRequest, key: UUID) -> PointEntry:
    """An entry within reach, or one's own; else 404, whether it exists or not."""
    rows = titled(PointEntry.objects.told().select_related("organization", "person").placed(F("happened_on")))
    own: PointEntry | None = rows.filter(pk=key, person_id=request.account.person_id).first()
    found: PointEntry | None = own or seen(request, rows, VIEW).filter(pk=key).first()
    if found is None:
        raise _unknown()
    return found


def _unknown() -> Refused:
    return Refused(
        mark("There is no such entry of points within your reach."),
        mark("Open it from the points of its organisation."),
        code="points.unknown",
    )
