"""Designing a form: plain lines, one a field; the cost is shown on the next page, before anything is sent."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.burden.actions import draft_form, redraft_form
from taizhang.domain.burden.audience import ISSUERS, below_county
from taizhang.domain.burden.known import KNOWN
from taizhang.domain.burden.models import CollectionForm, Question
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused
from taizhang.web.burden.builder import Builder
from taizhang.web.burden.finding import ISSUE, find_own_form, offices, unknown
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page


@page(ISSUE, methods=("GET", "POST"))
def new(request: PageRequest) -> HttpResponse:
    """Design a form of one's own office."""
    builder = Builder(request.POST, checked=_sent(request)) if request.POST else Builder.blank(request.today)
    return _answer(request, builder, None)


@page(ISSUE, methods=("GET", "POST"))
def redesign(request: PageRequest, key: UUID) -> HttpResponse:
    """Change a form that is not registered."""
    form = find_own_form(request, key)
    builder = Builder(request.POST, checked=_sent(request)) if request.POST else Builder.of(form)
    return _answer(request, builder, form)


def _answer(request: PageRequest, builder: Builder, form: CollectionForm | None) -> HttpResponse:
    owners, owner = _owners(request)
    if builder.checked and builder.shaped:
        try:
            entry = builder.entry(form.organization if form else owner.organization)
            by = request.by
            made = redraft_form(form=form, entry=entry, by=by) if form else draft_form(entry=entry, by=by)
        except Refused as refusal:
            refuse(builder.heading, refusal)
        else:
            return _kept(request, made)
    sources = [("", _("typed by hand")), *((code, fact.label) for code, fact in KNOWN.items())]
    context: dict[str, Any] = {"builder": builder, "form": form, "owner": owner, "owners": owners, "sources": sources}
    context["types"] = Question.Type.choices
    wrong = builder.checked and (bool(builder.heading.errors) or not builder.shaped)
    return show(request, "forms/design.html", context, status=422 if wrong else 200)


def _kept(request: PageRequest, made: CollectionForm) -> HttpResponse:
    """To the form's own page; what is filled by itself is said."""
    filled = made.questions.exclude(source="").count()
    said = _("The design is kept. Fields filled by themselves: %(filled)s.") % {"filled": filled}
    say(request, said)
    return see_other(f"/forms/{made.pk}/")


def _sent(request: PageRequest) -> bool:
    """Whether the design is to be kept; the other button only asks for more lines."""
    return "more" not in request.POST


def _owners(request: PageRequest) -> tuple[list[Placement], Placement]:
    """The offices for which one may issue, the highest first, and the one that was chosen.

    Where nobody below the county may, that is said before anything is typed; what was sent all the same for an office
    of one's own is refused beside it, and such an office is never offered.
    """
    own = policy.reachable(request.account, ISSUE, on=request.today).filter(kind__in=ISSUERS).order_by("path")
    own = own.select_related("organization")
    offered, code = list(offices(request)[:200]), request.POST.get("owner", "")
    named = [*offered, *own.filter(organization__code=code)[:1]]
    chosen = next((place for place in named if place.organization.code == code), None) or next(iter(offered), None)
    if chosen is not None:
        return offered, chosen
    first = own.first()
    if first is None:
        raise unknown()
    if not request.POST:
        raise below_county(first)
    return offered, first
