"""The periods whose scores are looked at."""

from datetime import date

from taizhang.kernel.periods import Kind, Period


def shown_periods(on: date) -> list[Period]:
    """The year of a day, its quarters and its months that have begun, the latest first within each kind."""
    year = Period.of_year(on.year)
    parts = [each for kind in (Kind.QUARTER, Kind.MONTH) for each in reversed(year.split(kind)) if each.first <= on]
    return [year, *parts]


def kinds_of(on: date) -> dict[str, Period]:
    """The running month, quarter and year."""
    return {kind.value: Period.containing(on, kind) for kind in (Kind.MONTH, Kind.QUARTER, Kind.YEAR)}


def running(on: date) -> Period:
    """The quarter of a day, which is looked at first."""
    return Period.containing(on, Kind.QUARTER)
