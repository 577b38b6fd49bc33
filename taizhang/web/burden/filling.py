"""Filling a form: what is known stands there, only the rest is typed; saved, handed in, corrected until it is due."""

import time
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.burden.actions import hand_in, keep_draft
from taizhang.domain.burden.actions.answers import OPENED, filled
from taizhang.domain.burden.effort import FORM, spent
from taizhang.domain.burden.models import Answer, Question
from taizhang.domain.burden.typed import read_value
from taizhang.kernel.errors import Refused
from taizhang.web.burden import words
from taizhang.web.burden.finding import FILL, find_answer
from taizhang.web.burden.opened import read, stamp
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.capped import capped
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page, within

SHOWN = 100


@page(FILL)
def waiting(request: PageRequest) -> HttpResponse:
    """What one is asked just now, soonest due first, and what was handed in and can still be corrected."""
    rows = within(request, Answer.objects.open(request.today)).select_related(
        "organization", "sending__form__organization"
    )
    found = capped(rows.order_by("sending__due_on", "org_path", "id"), SHOWN)
    context = {
        "asked": [one for one in found if one.submitted_at is None],
        "given": [one for one in found if one.submitted_at is not None],
        "words": words,
        "found": found,
    }
    return show(request, "forms/filling.html", context)


@page(FILL, methods=("GET", "POST"))
def answer(request: PageRequest, key: UUID) -> HttpResponse:
    """One form to fill; what is wrong stands beside its field and nothing typed is lost."""
    found = find_answer(request, key)
    questions = list(Question.objects.filter(form=found.sending.form_id))
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wrong = _wrong(questions, request.POST)
        try:
            if not wrong:
                return _handed_in(request, found, questions)
        except Refused as refusal:
            wrong[""] = refusal.sentence(_)
    return show(request, "forms/answer.html", _sheet(request, found, questions, wrong), status=422 if wrong else 200)


@page(FILL, methods=("POST",))
def draft(request: PageRequest, key: UUID) -> HttpResponse:
    """Keep what is typed so far."""
    typed = _typed(request.POST) | {OPENED: request.POST.get(OPENED, "")}
    keep_draft(answer=find_answer(request, key), typed=typed, by=request.by)
    if "X-Autosave" in request.headers:
        return HttpResponse(status=204)
    say(request, _("The draft is saved."))
    return see_other(f"/forms/answers/{key}/")


def _handed_in(request: PageRequest, found: Answer, questions: list[Question]) -> HttpResponse:
    hand_in(answer=found, typed=_typed(request.POST), by=request.by)
    _measure(request, found, questions)
    say(request, _("Handed in. It can be corrected until it is due."))
    return see_other("/forms/filling/")


def _measure(request: PageRequest, found: Answer, questions: list[Question]) -> None:
    """Add the work to the organisation's month."""
    since = read(request.POST.get(OPENED, ""))
    if since is None:
        return
    inputs, _kept = since.made({name: [text] for name, text in _typed(request.POST).items()})
    spent(
        organization_id=found.organization_id,
        source=f"{FORM}{found.sending.form_id}",
        inputs=inputs,
        seconds=since.seconds(inputs, time.time()),
        filled=sum(not question.typed for question in questions),
        on=request.today,
    )


def _sheet(request: PageRequest, found: Answer, questions: list[Question], wrong: dict[str, str]) -> dict[str, Any]:
    """What the page shows: values known, values typed, what is wrong."""
    given = {key: str(value) for key, value in found.values.items() if value is not None}
    typed = _typed(request.POST) if request.method == "POST" else given | found.draft
    first = request.POST.get(OPENED) or found.draft.get(OPENED)
    form = found.sending.form
    return {
        "answer": found,
        "form": form,
        "questions": questions,
        "known": filled(found, questions, request.today),
        "typed": typed,
        "wrong": wrong,
        "opened": first or stamp({key: [text] for key, text in given.items()}, time.time()),
        "closed": not found.sending.is_open(request.today),
        "words": words,
    }


def _typed(data: Any) -> dict[str, str]:
    """What was typed, by the identifier of the field."""
    return {name.removeprefix("field-"): data[name] for name in data if name.startswith("field-")}


def _wrong(questions: list[Question], data: Any) -> dict[str, str]:
    """Everything that cannot be read, by the identifier of the field."""
    found = {}
    for question in questions:
        if question.typed:
            try:
                read_value(question, data.get(f"field-{question.pk}", ""))
            except Refused as refusal:
                found[str(question.pk)] = refusal.sentence(_)
    return found
