"""What a result was used for: entered with its day, taken back when it was wrong."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Use
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.kernel.ids import uuid7
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.scores import acting
from taizhang.web.scores.finding import find_result

CLOSE = Permission.SCORES_CLOSE


@page(CLOSE, methods=("POST",))
def use_new(request: PageRequest, key: UUID) -> HttpResponse:
    """Enter what a published result was used for."""
    found, given = find_result(request, key), request.POST
    said = (given.get("purpose", ""), given.get("what", ""), _day(given.get("on", "")), _key(given.get("id", "")))
    made = acting.enter_use(found, said, request.by)
    say(
        request, _("It is entered what the result was used for."), undo=reverse("scores:use_withdrawal", args=[made.pk])
    )
    return see_other(reverse("scores:result", args=[key]))


@page(CLOSE, methods=("POST",))
def use_withdrawal(request: PageRequest, key: UUID) -> HttpResponse:
    """Take an entry of use back."""
    found: Any = within(request, Use.objects.all(), CLOSE).filter(pk=key).first()
    if found is None:
        raise Refused(
            mark("There is no such use of a result within your reach."),
            mark("Open it from the result."),
            code="scores.use.unknown",
        )
    acting.take_back_use(found, request.by)
    say(request, _("The entry is taken back; it stays to be seen."))
    return see_other(reverse("scores:result", args=[found.result_id]))


def _key(text: str) -> UUID:
    """The identifier of the form, so that it is entered once when sent twice."""
    try:
        return UUID(text)
    except ValueError:
        return uuid7()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Refused(
            mark("“{text}” is not a day."),
            mark("Choose the day of the decision."),
            code="scores.use.day",
            text=text[:20],
        ) from wrong
