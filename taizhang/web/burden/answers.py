"""What came back of a sending: one line an organisation, one column a field; the workbook shows the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.domain.burden.models import Answer, Question
from taizhang.web.burden import words
from taizhang.web.burden.finding import VIEW, find_sending, may_issue
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.table import Column, Table


def _given(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows.filter(submitted_at__isnull=state != "given")


STATES = [("given", _("handed in")), ("waiting", _("not yet"))]


@dataclass(frozen=True)
class Answers(Filter):
    """Answers by organisation and by whether they came."""

    q: str = condition(
        _("Organisation"),
        lambda rows, text: rows.filter(Q(org_place__search__contains=text.lower())),
        default="",
        type="search",
    )
    state: str = condition(_("State"), _given, default="", options=STATES)


@page(VIEW)
def answers(request: PageRequest, key: UUID) -> HttpResponseBase:
    """The answers to a sending within reach."""
    sending = find_sending(request, key)
    questions = list(Question.objects.filter(form=sending.form_id))
    rows = within(request, Answer.objects.filter(sending=sending)).select_related("organization")
    listing = Listing(sending.form.title, _table(questions), "forms/answers.html")
    context = {
        "sending": sending,
        "form": sending.form,
        "own": may_issue(request, sending.form),
        "given": rows.submitted().count(),
        "all": rows.count(),
        "words": words,
    }
    return answer(request, listing, Answers.from_query(request.GET), rows, context=context)


def _table(questions: list[Question]) -> Table:
    """The organisation, whether it answered, and what."""
    return Table(
        (
            Column("organization", _("Organisation"), "org_name", by=("org_path",), width="wide"),
            Column("state", _("State"), _state),
            Column("submitted_at", pgettext_lazy("form", "Handed in"), by=("submitted_at",)),
            *(_column(question) for question in questions),
        ),
        order=("org_path", "id"),
    )


def _column(question: Question) -> Column:
    label = f"{question.label}（{question.unit}）" if question.unit else question.label
    number = question.type == Question.Type.NUMBER
    return Column(f"field-{question.order}", label, _value(question), align="end" if number else "start")


def _value(question: Question) -> Callable[[Answer], Any]:
    """The value as it is: a whole number stays one in the workbook."""

    def read(row: Answer) -> Any:
        told = row.values.get(str(question.pk))
        return told if isinstance(told, int) else (None if told is None else _spoken(question, told))

    return read


def _spoken(question: Question, told: Any) -> str:
    return words.value(question, told) if question.type == Question.Type.YES_NO else str(told)


def _state(row: Answer) -> str:
    return gettext("handed in") if row.submitted_at else gettext("not yet")
