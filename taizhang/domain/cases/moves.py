"""What can happen to a case, and in which state each step leaves it."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise


class CaseMove(StrEnum):
    """One step in the life of a case."""

    FILED = "filed"
    FORWARDED = "forwarded"
    ASKED = "asked"  # a branch says that it would like the help it was offered
    ANSWERED = "answered"
    CLOSED = "closed"
    TAKEN_BACK = "taken_back"  # an answer or an end that was a slip
    REOPENED = "reopened"


class CaseState(StrEnum):
    """Where a case stands; overdue is no state but a question asked of its last day."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


# A step that is not here leaves the state as it was.
LEADS_TO: Mapping[CaseMove, CaseState] = {
    CaseMove.FILED: CaseState.OPEN,
    CaseMove.REOPENED: CaseState.OPEN,
    CaseMove.TAKEN_BACK: CaseState.OPEN,
    CaseMove.ANSWERED: CaseState.ANSWERED,
    CaseMove.CLOSED: CaseState.CLOSED,
}
TURNING = tuple(move.value for move in LEADS_TO)
ENDING = (CaseMove.ANSWERED, CaseMove.CLOSED)

MOVES: Mapping[CaseMove, StrPromise] = {
    CaseMove.FILED: pgettext_lazy("case", "filed"),
    CaseMove.FORWARDED: pgettext_lazy("case", "forwarded"),
    CaseMove.ASKED: pgettext_lazy("case", "help asked for"),
    CaseMove.ANSWERED: pgettext_lazy("case", "answered"),
    CaseMove.CLOSED: pgettext_lazy("case", "closed"),
    CaseMove.TAKEN_BACK: pgettext_lazy("case", "answer taken back"),
    CaseMove.REOPENED: pgettext_lazy("case", "reopened"),
}
STATES: Mapping[CaseState, StrPromise] = {
    CaseState.OPEN: _("waiting for an answer"),
    CaseState.ANSWERED: pgettext_lazy("case", "answered"),
    CaseState.CLOSED: pgettext_lazy("case", "closed"),
}
