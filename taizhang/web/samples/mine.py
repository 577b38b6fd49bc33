"""The record that was drawn for oneself: five minutes, at most once a month."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.cases.actions import ReadingEntry, decline_reading, give_reading
from taizhang.domain.cases.models import Reading
from taizhang.domain.cases.veil import veiled
from taizhang.domain.duties.packs import find_pack
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.duties.words import institutions
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.samples.forms import ReadingForm


@page(signed_in=True)
def mine(request: PageRequest) -> HttpResponse:
    """What waits for one's own eyes; nothing most months."""
    return _page(request, _waiting(request).first(), ReadingForm())


@page(signed_in=True, methods=("POST",))
def reading(request: PageRequest, key: UUID) -> HttpResponse:
    """Say what was found."""
    found, form = _find(request, key), ReadingForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        give_reading(reading=found, entry=ReadingEntry(**form.cleaned_data), by=request.by)
    except Refused as refusal:
        refuse(form, refusal)
        return _page(request, found, form)
    say(request, _("Thank you. The branch reads it without your name."))
    return _back()


@page(signed_in=True, methods=("POST",))
def declining(request: PageRequest, key: UUID) -> HttpResponse:
    """Decline; somebody else is drawn."""
    decline_reading(reading=_find(request, key), because=request.POST.get("words", ""), by=request.by)
    say(request, _("Declined; the next one is drawn. Nobody counts it."))
    return _back()


def _waiting(request: PageRequest) -> Any:
    rows = Reading.objects.waiting().filter(person=request.account.person_id)
    return rows.select_related("sample__activity", "sample__organization", "draw")


def _find(request: PageRequest, key: UUID) -> Reading:
    """What was drawn for oneself; anything else is not there."""
    found: Reading | None = _waiting(request).filter(pk=key).first()
    if found is None:
        raise Refused(
            mark("No such record was drawn for you."), mark("What waits for you stands here."), code="samples.unknown"
        )
    return found


def _page(request: PageRequest, found: Reading | None, form: ReadingForm) -> HttpResponse:
    context: dict[str, Any] = {"reading": found, "form": form}
    if found is not None:
        seen = veiled(found.sample)
        names = dict(institutions(find_pack(found.sample.activity.held_on), request.lang))
        context |= {"seen": seen, "kinds": [names.get(code, code) for code in seen.institutions]}
    return show(request, "samples/mine.html", context, status=422 if form.errors else 200)


def _back() -> HttpResponse:
    return see_other(reverse("samples_mine"))
