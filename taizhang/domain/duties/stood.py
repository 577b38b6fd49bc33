"""What met one duty, or let its organisation off it, by the end of a day."""

from datetime import date
from typing import NamedTuple

from taizhang.domain.duties.models import Duty, Fulfilment, Waiver, met_once, waived_once
from taizhang.domain.duties.taking_back import end_of


class Stood(NamedTuple):
    """The rows that counted then, whether or not they were taken back since."""

    fulfilment: Fulfilment | None
    waiver: Waiver | None


def stood_on(duty: Duty, on: date) -> Stood:
    """The rows of a duty got with `known(on)`: first those taken back later; two queries."""
    fulfilment: Fulfilment | None = met_once(on).filter(was_of=duty).order_by("undone_at").first()
    waiver: Waiver | None = waived_once(on).filter(was_of=duty).order_by("undone_at").first()
    return Stood(fulfilment or _met(duty, on), waiver or _waived(duty, on))


def _met(duty: Duty, on: date) -> Fulfilment | None:
    found: Fulfilment | None = getattr(duty, "fulfilment", None)
    return found if found and found.held_on <= on and found.learnt_at < end_of(on) else None


def _waived(duty: Duty, on: date) -> Waiver | None:
    found: Waiver | None = getattr(duty, "waiver", None)
    return found if found and found.at < end_of(on) else None
