"""Circulars of an office: listed, written, weighed, sent, taken back, recalled."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.domain.notices.actions.circulars import check, issue, recall, take_back
from taizhang.domain.notices.models import Circular
from taizhang.domain.notices.models.circular import CircularQuerySet
from taizhang.kernel.errors import Refused
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, find_organization, page, within
from taizhang.web.kit.table import Column, Table
from taizhang.web.notices.finding import SEND, issuers, own, readable
from taizhang.web.notices.forms import CircularForm
from taizhang.web.notices.weighing import audience_words, counts, weighed


def _standing(rows: CircularQuerySet, state: str) -> CircularQuerySet:
    return rows.standing() if state == "standing" else rows.filter(recall__isnull=False)


@dataclass(frozen=True)
class Issued(Filter):
    """Which circulars: with which words, of which year, standing or recalled."""

    q: str = condition(pgettext_lazy("circular", "Title"), "title__contains", default="", type="search")
    year: int = condition(_("Year"), "year", default=0, type="number")
    state: str = condition(
        _("State"), _standing, default="", options=[("standing", _("holds")), ("recalled", _("recalled"))]
    )


CIRCULARS = Listing(
    _("Circulars"),
    Table(
        (
            Column("title", pgettext_lazy("circular", "Title"), by=("title",), width="wide"),
            Column("number", _("Number"), lambda row: f"{row.year}-{row.number}", by=("year", "number")),
            Column("issuer", _("Issued by"), "org_short"),
            Column("people", _("People"), by=("people",), align="end"),
            Column("minutes", _("Minutes of reading"), by=("minutes",), align="end"),
            Column("sent_at", _("Sent"), by=("sent_at",)),
        ),
        order=("-sent_at", "-id"),
    ),
    "notices/circulars.html",
)


@page(SEND)
def circulars(request: PageRequest) -> HttpResponseBase:
    """What the offices within reach have issued, and how many beside last year."""
    rows = within(request, Circular.objects.select_related("recall"))
    context = {"counts": counts(request, issuers(request))}
    return answer(request, CIRCULARS, Issued.from_query(request.GET), rows, context=context)


@page(SEND, methods=("GET", "POST"))
def new(request: PageRequest) -> HttpResponse:
    """Write one; first it is weighed: what it demands, whom it reaches, what reading it costs. Then it is sent."""
    form = CircularForm(request.POST or None, issuers=issuers(request))
    context: dict[str, Any] = {"form": form, "counts": counts(request, issuers(request))}
    if request.method == "POST" and form.is_valid():
        place = find_organization(request, form.cleaned_data["organization"], SEND)
        entry = form.entry(place.organization)
        try:
            if request.POST.get("step") == "send":
                return _sent(request, issue(entry=entry, by=request.by))
            check(entry)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            context["weighed"] = weighed(entry, place, request.today)
    return show(request, "notices/circular_new.html", context)


@page(signed_in=True)
def circular(request: PageRequest, key: UUID) -> HttpResponse:
    """Read one; who issued it may recall it here."""
    found = readable(request, key)
    mine = within(request, Circular.objects.filter(pk=key), SEND).exists()
    context = {"circular": found, "mine": mine, "audience": audience_words(found)}
    return show(request, "notices/circular.html", context)


@page(SEND, methods=("POST",))
def withdrawal(request: PageRequest, key: UUID) -> HttpResponse:
    """Take one back that went out a moment ago."""
    take_back(circular=own(request, key), by=request.by)
    say(request, gettext("The circular was taken back; nobody has seen it."))
    return HttpResponseRedirect(reverse("notices:circulars"))


@page(SEND, methods=("POST",))
def recalling(request: PageRequest, key: UUID) -> HttpResponse:
    """Recall one, with a reason."""
    recall(circular=own(request, key), because=request.POST.get("because", ""), by=request.by)
    say(request, gettext("The circular holds no longer."))
    return HttpResponseRedirect(reverse("notices:circular", args=[key]))


def _sent(request: PageRequest, sent: Circular) -> HttpResponse:
    words = {"number": f"{sent.year}-{sent.number}", "people": sent.people}
    undo = reverse("notices:withdrawal", args=[sent.pk])
    say(request, gettext("Circular %(number)s went to %(people)s people.") % words, undo=undo)
    return HttpResponseRedirect(reverse("notices:circular", args=[sent.pk]))
