"""What a reader asks of the calendar: whose days, which of them, which kinds of entries."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from taizhang.domain.duties.packs import PackRules
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.kernel.periods import Kind as PeriodKind
from taizhang.kernel.periods import Period, Span
from taizhang.web.kit.page import PageRequest

KINDS: dict[str, StrPromise] = {
    "due": pgettext_lazy("calendar", "Due"),
    "starts": pgettext_lazy("calendar", "Begins"),
    "activity": _("Activity day"),
    "meetings": _("Meetings"),
    "visits": _("Visits"),
}
VIEWS: dict[str, StrPromise] = {
    "month": pgettext_lazy("calendar", "Month"),
    "week": pgettext_lazy("calendar", "Week"),
    "list": _("List"),
    "day": pgettext_lazy("calendar", "Day"),
}
YEARS = range(1921, 2200)  # beyond them no calendar is drawn
ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose entries of which days, of a kind, of an institution, in a state; empty is all."""

    request: PageRequest
    place: Placement
    span: Span
    rules: PackRules | None
    kind: str = ""
    institution: str = ""
    state: str = ""
    each: bool = False  # one by one, not only how many

    def wants(self, kind: str) -> bool:
        """Whether entries of a kind are shown; what narrows to duties leaves the others out."""
        if self.kind:
            return kind == self.kind
        return kind == "due" or not (self.institution or self.state)

    def fits(self, state: str) -> bool:
        """Whether a state is asked for; what is due soon or not begun is still to do."""
        return not self.state or state == self.state or (self.state == "open" and state in ("soon", "ahead"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of one page, how they are drawn, and the days before and after them."""

    view: str
    span: Span
    month: Period
    before: dict[str, str]  # changes of the address
    after: dict[str, str]

    @property
    def grid(self) -> bool:
        """Whether it is drawn in whole weeks."""
        return self.view in ("month", "week")


def stretch(view: str, month: str, day: date | None, on: date) -> Stretch:
    """The days that an address names: those of a day, of its week, or of a month."""
    view = view if view in VIEWS else "month"
    if view in ("month", "list"):
        chosen = month_named(month, day or on)
        span = Span(chosen.first, chosen.last)
        before, after = (each.first.strftime("%Y-%m") for each in (chosen.previous, chosen.next))
        return Stretch(view, span, chosen, {"month": before}, {"month": after})
    at = _drawable(day or on)
    first = at - timedelta(days=at.weekday()) if view == "week" else at
    step = WEEK if view == "week" else ONE_DAY
    span = Span(first, first + step - ONE_DAY)
    month_of = Period.containing(at, PeriodKind.MONTH)
    return Stretch(view, span, month_of, _on(first - step), _on(first + step))


def month_named(text: str, on: date) -> Period:
    """The month that an address names ("2018-05"), else that of the day."""
    if not text:
        return Period.containing(_drawable(on), PeriodKind.MONTH)
    try:
        found = Period.parse(text.replace("-M", "-").replace("-", "-M"))
    except (Refused, ValueError):
        found = None
    if found is None or found.first.year not in YEARS:
        raise Refused(
            mark("“{text}” is not a month."),
            mark("Write it as 2018-05."),
            code="calendar.month",
            text=text,
        )
    return found


def _drawable(day: date) -> date:
    """The day; refused when no calendar is drawn of its year."""
    if day.year not in YEARS:
        raise Refused(
            mark("“{day}” is not a day that can be shown."),
            mark("Choose a day from the calendar."),
            code="calendar.day",
            day=day,
        )
    return day


def _on(day: date) -> dict[str, str]:
    return {"day": day.isoformat()}
