"""Whether a switch is on, and on what warrant."""

from datetime import date

from taizhang.domain.audit.kept import once
from taizhang.domain.policies.models import Warrant
from taizhang.domain.policies.switches import Switch


def is_on(switch: Switch, *, on: date) -> bool:
    """Whether a switch is on, on a day; off unless a basis recorded for that day says so."""
    return switch in warrants(on=on)


def warrants(*, on: date) -> dict[Switch, Warrant]:
    """The switches that are on, on a day, each with its warrant."""
    return {Switch(warrant.switch): warrant for warrant in _all() if warrant.holds(on)}


@once
def _all() -> list[Warrant]:
    """Every warrant there was: each rests on a document, so there are few; a page asks about several switches."""
    return list(Warrant.objects.order_by())
