"""Whether a switch is on, and on what warrant."""

from datetime import date

from taizhang.domain.policies.models import Warrant
from taizhang.domain.policies.switches import Switch


def is_on(switch: Switch, *, on: date) -> bool:
    """Whether a switch is on, on a day; off unless a basis recorded for that day says so."""
    return Warrant.objects.for_switch(switch).on(on).exists()


def warrants(*, on: date) -> dict[Switch, Warrant]:
    """The switches that are on, on a day, each with its warrant."""
    return {Switch(warrant.switch): warrant for warrant in Warrant.objects.on(on)}
