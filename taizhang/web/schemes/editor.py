"""Editing a draft: every number beside today's, each problem at its place, and at once what it would change."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.assessments.drafts import keep_draft
from taizhang.domain.assessments.models import SchemeDraft
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.schemes import outline, places, stored, words
from taizhang.web.schemes.adding import new_part
from taizhang.web.schemes.drafts import PUBLISH, base_of, mine, remember
from taizhang.web.schemes.outline import Content
from taizhang.web.schemes.reading import measures, read
from taizhang.web.schemes.sheet import Sheet, typed
from taizhang.web.schemes.trial import effect


@page(PUBLISH, methods=("GET", "POST"))
def draft(request: PageRequest, key: UUID) -> HttpResponse:
    """The sheet of a draft; sent, it is kept, a part is added or taken out."""
    found = mine(request, key)
    if request.method == "POST":
        return _kept(request, found)
    return show(request, "schemes/editor.html", _context(request, found))


@page(PUBLISH, methods=("POST",))
def trial(request: PageRequest, key: UUID) -> HttpResponse:
    """Keep what is typed and answer what it would change, beside the sheet."""
    found = mine(request, key)
    kept = keep_draft(draft=found, content=_typed(request, found), person=request.account.person, at=request.by.at)
    return show(request, "schemes/effect.html", _context(request, kept))


def _kept(request: PageRequest, found: SchemeDraft) -> HttpResponse:
    content, person, said, undo = _typed(request, found), request.account.person, _("The draft is saved."), ""
    here = f"/schemes/drafts/{found.pk}/"
    if "remove" in request.POST:
        found.content = content
        remember(request, found)
        content = places.without(content, request.POST["remove"])
        said, undo = _("The part is taken out of the draft."), f"{here}restoration/"
    elif "add" in request.POST:
        content = new_part(content, request.POST["add"], request.POST)
        said = _("The part is added to the draft.")
    keep_draft(draft=found, content=content, person=person, at=request.by.at)
    say(request, said, undo=undo)
    return see_other(f"{here}what-if/" if "what_if" in request.POST else here)


def _typed(request: PageRequest, found: SchemeDraft) -> dict[str, Any]:
    """The content with what was typed where the sheet offers it."""
    allowed = Sheet(found.content, {}, (), request.lang).allowed()
    return stored.in_order(places.changed(found.content, typed(_plain(request.POST), allowed)))


def _plain(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(data[name]) for name in data}


def _context(request: PageRequest, found: SchemeDraft) -> dict[str, Any]:
    """The sheet beside today's version, and what it would change if nothing is wrong with it."""
    base, (scheme, wrong) = base_of(found, request.today), read(found.content)
    today: Content = base.content if base else {}
    sheet = Sheet(found.content, today, wrong, request.lang)
    context: dict[str, Any] = {"draft": found, "base": base, "sheet": sheet, "problems": sheet.told}
    context |= {"measures": measures(found.content, request.lang), "words": words}
    context["effect"] = effect(request, scheme, base) if scheme else None
    return {**context, "lang": request.lang, "outline": outline}
