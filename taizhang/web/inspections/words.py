"""How visits speak."""

from datetime import date
from typing import Any

from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

STATES: dict[str, StrPromise] = {
    "coming": pgettext_lazy("visit", "to come"),
    "over": pgettext_lazy("visit", "took place"),
    "cancelled": pgettext_lazy("visit", "cancelled"),
}


def state_of(visit: Any, on: date) -> str:
    """The state of a visit got with `known()`: a key of STATES."""
    if visit.cancelled:
        return "cancelled"
    return "coming" if visit.visits_on >= on else "over"
