"""Publishing a draft from a day: what it changes, for whom, and from when it may judge."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.assessments.actions.schemes import publish_scheme
from taizhang.domain.assessments.drafts import discard_draft
from taizhang.domain.assessments.models import SchemeDraft
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Kind, Period
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import day
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.schemes import words
from taizhang.web.schemes.differences import differences
from taizhang.web.schemes.drafts import PUBLISH, base_of, mine, next_version
from taizhang.web.schemes.reading import SchemeFile, read, whole
from taizhang.web.schemes.trial import effect

STARTS = 4  # first days offered


@page(PUBLISH, methods=("GET", "POST"))
def publication(request: PageRequest, key: UUID) -> HttpResponse:
    """Choose from when it judges, see what it changes, publish it."""
    found, refused = mine(request, key), ""
    if request.method == "POST":
        try:
            return _published(request, found)
        except Refused as refusal:
            refused = refusal.sentence(_)
    return show(request, "schemes/publication.html", _context(request, found, refused), status=422 if refused else 200)


def _published(request: PageRequest, found: SchemeDraft) -> HttpResponse:
    content = {**found.content, "valid_from": request.POST.get("valid_from", "")}
    content["version"] = next_version(str(found.content.get("scheme", "")))
    made = publish_scheme(scheme_file=whole(content), by=request.by)
    discard_draft(draft=found, person=request.account.person)
    say(
        request,
        _("%(scheme)s is published; it judges periods from %(day)s on.")
        % {"scheme": made, "day": day(made.valid_from)},
    )
    return see_other(f"/schemes/{made.code}/{made.version}/")


def _context(request: PageRequest, found: SchemeDraft, refused: str) -> dict[str, Any]:
    base, (scheme, wrong) = base_of(found, request.today), read(found.content)
    context: dict[str, Any] = {"draft": found, "base": base, "scheme": scheme, "problems": wrong, "refused": refused}
    context["differences"] = differences(base.content if base else {}, found.content, request.lang)
    context["effect"] = effect(request, scheme, base) if scheme else None
    context["starts"] = starts(scheme, request.today, request.lang) if scheme else []
    context["chosen"] = request.POST.get("valid_from") or (context["starts"][0][0] if context["starts"] else "")
    return {**context, "words": words, "lang": request.lang}


def starts(scheme: SchemeFile, today: date, lang: str) -> list[tuple[str, str]]:
    """The first days of the coming periods that it could judge; a period that runs keeps its scheme."""
    found = [Period.containing(today, Kind(scheme.period)).next]
    while len(found) < STARTS:
        found.append(found[-1].next)
    return [(each.first.isoformat(), f"{each.words(lang)} · {day(each.first)}") for each in found]
