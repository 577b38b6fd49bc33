"""Answering a form: what is known is filled, the rest typed; corrected until it is due."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.burden.known import known_values
from taizhang.domain.burden.models import Answer, Question
from taizhang.domain.burden.typed import read_value
from taizhang.kernel.errors import Refused, _

LONGEST = 20_000  # characters of a draft
OPENED = "opened"  # when the form was first opened, kept with its draft to be measured by


@action
def hand_in(*, answer: Answer, typed: Mapping[str, str], by: Actor) -> Answer:
    """Hand an answer in, or correct it until the day it is due; before and after stay in its history."""
    answer = _open(answer, by.on)
    questions = list(Question.objects.filter(form=answer.sending.form_id))
    values = filled(answer, questions, by.on)
    for question in questions:
        if question.typed:
            values[str(question.pk)] = read_value(question, typed.get(str(question.pk), ""))
    before = answer.values
    changed = {one.label: [before.get(str(one.pk)), values[str(one.pk)]] for one in questions
               if before and before.get(str(one.pk)) != values[str(one.pk)]}  # fmt: skip
    verb = "forms.correct" if answer.submitted_at else "forms.answer"
    answer.values, answer.draft = values, {}
    answer.submitted_by_id, answer.submitted_by_name, answer.submitted_at = by.person_id, by.name, by.at
    answer.save(update_fields=["values", "draft", "submitted_by_id", "submitted_by_name", "submitted_at"])
    label = answer.sending.form.title
    note(Note(verb, answer, by, answer.organization_id, label=label, details=changed))
    return answer


@transaction.atomic
def keep_draft(*, answer: Answer, typed: Mapping[str, str], by: Actor) -> Answer:
    """Keep what has been typed so far; typing leaves no note."""
    answer = _open(answer, by.on)
    keys = {str(key) for key in Question.objects.filter(form=answer.sending.form_id).values_list("pk", flat=True)}
    kept = {key: value for key, value in typed.items() if key in keys or key == OPENED}
    if sum(map(len, kept.values())) > LONGEST:
        raise Refused(_("The draft is too long to be kept."), _("Shorten the texts."), code="burden.draft")
    answer.draft = kept
    answer.save(update_fields=["draft"])
    return answer


def filled(answer: Answer, questions: list[Question], on: date) -> dict[str, Any]:
    """What the system fills in an answer, by the identifier of the question."""
    sources = {question.source for question in questions if question.source}
    known = known_values(sources, answer.organization_id, answer.sending.when, on)
    return {str(question.pk): known[question.source] for question in questions if question.source}


def _open(answer: Answer, on: date) -> Answer:
    rows = Answer.objects.select_related("sending__form").select_for_update(of=("self",))
    found: Answer = rows.get(pk=answer.pk)
    form = found.sending.form
    if form.withdrawn_at is not None:
        raise Refused(
            _("The form “{title}” was withdrawn; nothing is asked any more."),
            _("You need do nothing."),
            code="burden.withdrawn",
            title=form.title,
        )
    if not found.sending.is_open(on):
        raise Refused(
            _("The form “{title}” could be answered until {day}; its fields are gone."),
            _("Call the office that sent it if something must be corrected."),
            code="burden.closed",
            title=form.title,
            day=found.sending.last_day,
        )
    return found
