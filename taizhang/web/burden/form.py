"""One form of the register: what it asks and costs, what was sent and came back; registering, withdrawing."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.access.policy import holders_below
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actions import action
from taizhang.domain.audit.actor import Actor
from taizhang.domain.burden.actions import discard_form, register_form, withdraw_form
from taizhang.domain.burden.cost import cost
from taizhang.domain.burden.models import Answer, CollectionForm
from taizhang.domain.burden.models.form import Frequency, Stage
from taizhang.domain.notices.about import About
from taizhang.domain.notices.actions import tell
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.orgs.names import placement
from taizhang.web.burden import words
from taizhang.web.burden.finding import ISSUE, VIEW, find_form, find_own_form, may_issue
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.capped import capped
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page

SENDINGS = 24  # shown, the latest first


@page(VIEW)
def form(request: PageRequest, key: UUID) -> HttpResponse:
    """The form, with its cost and its sendings."""
    found = find_form(request, key)
    stage, own = found.stage(request.today), may_issue(request, found)
    counted = {"given": Count("answers", filter=Q(answers__submitted_at__isnull=False))}
    sendings = capped(found.sendings.annotate(**counted), SENDINGS)
    context = {
        **_about(request, found),
        "stage": stage,
        "own": own,
        "cost": cost(found, request.today) if stage in (Stage.DRAFT, Stage.LIVE) else None,
        "sendings": sendings,
        "sendable": stage is Stage.LIVE and not _sent(found, sendings, request),
    }
    return show(request, "forms/form.html", context)


@page(VIEW)
def preview(request: PageRequest, key: UUID) -> HttpResponse:
    """The form as whoever fills it will see it; nothing can be sent from here."""
    return show(request, "forms/preview.html", _about(request, find_form(request, key)))


@page(ISSUE, methods=("POST",))
def registration(request: PageRequest, key: UUID) -> HttpResponse:
    """Put the form on the register."""
    register_form(form=find_own_form(request, key), by=request.by)
    say(request, _("The form is on the register and can be sent."))
    return see_other(f"/forms/{key}/")


@page(ISSUE, methods=("POST",))
def withdrawal(request: PageRequest, key: UUID) -> HttpResponse:
    """Ask no more for it."""
    end(form=find_own_form(request, key), because=request.POST.get("because", ""), by=request.by)
    say(request, _("The form is withdrawn; nobody is asked any more."))
    return see_other(f"/forms/{key}/")


@page(ISSUE, methods=("POST",))
def removal(request: PageRequest, key: UUID) -> HttpResponse:
    """Throw the design away."""
    discard_form(form=find_own_form(request, key), by=request.by)
    say(request, _("The design was thrown away."))
    return see_other("/forms/")


@action
def end(*, form: CollectionForm, because: str, by: Actor) -> CollectionForm:
    """Withdraw a form and tell those who still had it before them."""
    waiting = set(Answer.objects.waiting(by.on).filter(sending__form=form).values_list("organization_id", flat=True))
    withdrawn = withdraw_form(form=form, because=because, by=by)
    fillers = holders_below(Permission.FORMS_FILL, path=placement(form.organization_id, by.on).path, on=by.on)
    people = {person for key in waiting for person in fillers.get(key, ())}
    about = About("form", withdrawn.pk, withdrawn.title)
    tell(people=people, kind=Kind.FORM_WITHDRAWN, about=about, link="/forms/filling/", by=by)
    return withdrawn


def _sent(found: CollectionForm, sendings: list[Any], request: PageRequest) -> bool:
    """Whether it was sent for the period of today: the same is asked once."""
    once, now = found.frequency == Frequency.ONCE, str(found.period(request.today))
    return any(once or sending.period == now for sending in sendings)


def _about(request: PageRequest, found: CollectionForm) -> dict[str, Any]:
    return {"form": found, "questions": list(found.questions.all()), "words": words, "badges": words.BADGES}
