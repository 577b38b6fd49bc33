"""Where the rows of a leaf open: duties and waivers, records, points, the marks that persons gave."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Period


class Opening(NamedTuple):
    """A way to the rows behind a leaf: its words and its address."""

    words: str
    url: str


def openings(code: str, measure: str, read: Measure | None, period: Period) -> tuple[Opening, ...]:
    """The ways to the rows that a measure of an organisation counts in a period."""
    kind, _colon, rest = measure.partition(":")
    if kind == "duty":
        return _duties(code, rest.partition(":")[0], read, period)
    if kind == "attendance":
        return (Opening(_("Records"), _to("/records/", organization=code, period=str(period), state="approved")),)
    if kind == "points":
        return (Opening(_("Points"), _to("/points/", organization=code, year=period.year)),)
    if kind == "mark":
        asked = {"organization": code, "measure": measure, "period": str(period)}
        return (Opening(_("Marks given"), _to("/scores/marks/", **asked)),)
    if kind == "review":
        return (Opening(_("Review meetings"), "/review-meetings/"),)
    return ()


def _duties(code: str, institution: str, read: Measure | None, period: Period) -> tuple[Opening, ...]:
    """What is owed, recorded and waived of an institution, of all of them for "*"."""
    named = {} if institution == "*" else {"institution": institution}
    asked = {"organization": code, "period": str(period), **named}
    if read is not None and not read.denominator:
        waived = Opening(_("Waived"), _to("/duties/", **asked, state="waived"))
        return (waived, Opening(_("Why it does not apply"), _to("/duties/not-applicable/", organization=code)))
    return (
        Opening(_("Duties"), _to("/duties/", **asked)),
        Opening(_("Records"), _to("/records/", **asked)),
        Opening(_("Waived"), _to("/duties/", **asked, state="waived")),
    )


def _to(address: str, **asked: object) -> str:
    return f"{address}?{urlencode(asked)}"
