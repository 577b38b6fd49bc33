"""Where the rows open that a sentence of a self-report counts."""

from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from taizhang.domain.assessments.self_report import Sentence
from taizhang.kernel.periods import Period

STATES = {"duties": "owed", "waived": "waived", "left": "unfinished", "nothing_left": "unfinished"}


def address(sentence: Sentence, code: str, year: int, on: date) -> str:
    """The list behind a sentence about an organisation, as known on a day."""
    whole, until = Period.of_year(year), min(on, Period.of_year(year).last)
    if sentence.code in STATES:
        asked = {"organization": code, "state": STATES[sentence.code], "since": whole.first, "until": until}
        return _with("ledger:ledger", {**asked, "institution": sentence.institution, "on": on})
    if sentence.code == "points":
        return _with("points:points", {"organization": code, "year": year, "on": on})
    return _with("records:list", {"organization": code, "state": "approved", "period": whole, "on": on})


def _with(name: str, asked: dict[str, object]) -> str:
    return reverse(name) + "?" + urlencode({key: str(value) for key, value in asked.items() if value != ""})
