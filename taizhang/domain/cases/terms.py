"""The kinds of case, and in how many working days each is to be answered: the one place where that stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.orgs.calendar import calendar

LOOK_AHEAD = timedelta(days=120)  # longer than thirty working days with every holiday between


class CaseKind(StrEnum):
    """What somebody wants of an office."""

    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    SUPPORT = "support"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Term:
    """A kind's name, the working days until its answer is due, and what demands that there be one."""

    name: StrPromise
    days: int
    clause: StrPromise


# The clauses demand a box, an answer and its being timely; the numbers of days are this system's own.
TERMS: Mapping[CaseKind, Term] = {
    CaseKind.COMPLAINT: Term(
        _("Complaint"),
        15,
        _("Opinions on formalism at the fingertips (2023), 国办函〔2026〕12号: a box for complaints"),
    ),
    CaseKind.SUGGESTION: Term(
        _("Suggestion"),
        30,
        _("Opinions on formalism at the fingertips (2023), 国办函〔2026〕12号: a box for suggestions"),
    ),
    CaseKind.SUPPORT: Term(
        _("Support"),
        5,
        _("Rules on relieving the grassroots (2024): help those who are behind instead of marking them"),
    ),
    CaseKind.CORRECTION: Term(
        _("Correction of my data"),
        15,
        _("Personal Information Protection Law, art. 46: what is wrong is checked and corrected in time"),
    ),
}


def due(kind: CaseKind, since: date) -> date:
    """The last day for an answer: so many working days of the official calendar after a day; one query."""
    return calendar(since, since + LOOK_AHEAD).add_workdays(since, TERMS[kind].days)
