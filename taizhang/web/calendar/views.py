"""The calendar of duties: a month as a grid or a list, of one organisation or of all below it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission, Reach
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.kernel.periods import Kind as PeriodKind
from taizhang.kernel.periods import Period
from taizhang.web.calendar import days, due
from taizhang.web.duties import words
from taizhang.web.duties.finding import meant
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.page import PageRequest, page

VIEW = Permission.DUTIES_VIEW


def _shown(rows: Any, _value: Any) -> Any:
    """A condition that the view applies."""
    return rows


@dataclass(frozen=True)
class Shown(Filter):
    """What the calendar shows."""

    organization: str = condition(_("Organisation"), _shown, default="", type="hidden")
    month: str = condition(_("Month"), _shown, default="", type="hidden")
    institution: str = condition(_("Institution"), _shown, default="")
    state: str = condition(
        _("State"),
        _shown,
        default="",
        options=lambda: [(code, words.STATES[code]) for code in ("done", "open", "overdue", "waived")],
    )
    reach: str = condition(_("Whose"), _shown, default="", type="hidden", options=[("own", _("Our own"))])
    view: str = condition(_("View"), _shown, default="", type="hidden", options=[("list", _("List"))])
    on: str = condition(_("As of"), _shown, default="", type="hidden")


@page(VIEW)
def calendar(request: PageRequest) -> HttpResponse:
    """A month: worked and free days, the activity day, and what is due."""
    shown = Shown.from_query(request.GET)
    place, rules, month = meant(request, VIEW), find_pack(request.on), _month(shown.month, request.on)
    broad = _broad(request, place)
    many = broad and shown.reach != "own"
    found = days.days(month, rules)
    asked = due.Asked(request, place, month, rules, shown.institution, shown.state)
    days.fill(found, due.below(asked) if many else due.own(asked))
    options = {
        "institution": words.institutions(rules, request.lang),
        "organization": [(place.organization.code, place.short_name)],
    }
    context: dict[str, object] = {"place": place, "rules": rules, "month": month, "many": many, "shown": shown}
    context |= {"days": found, "weeks": days.weeks(found), "weekdays": days.weekdays(found)}
    context |= {"filters": shown.fields(**options), "tabs": _tabs(shown, broad), "view": shown.view}
    return show(request, "calendar/calendar.html", context)


def _month(text: str, on: date) -> Period:
    """The month that an address names ("2018-05"), else that of the day."""
    if not text:
        return Period.containing(on, PeriodKind.MONTH)
    try:
        return Period.parse(text.replace("-M", "-").replace("-", "-M"))
    except (Refused, ValueError):
        raise Refused(
            mark("“{text}” is not a month."),
            mark("Write it as 2018-05."),
            code="calendar.month",
            text=text,
        ) from None


def _broad(request: PageRequest, place: Placement) -> bool:
    """Whether the person may see what stands below the organisation, and something can."""
    if FORMS[Kind(place.kind)].members:
        return False
    scope = policy.scope(request.account, VIEW, on=request.today)
    return any(part.covers(place.path) and part.reach is Reach.SUBTREE for part in scope.paths)


def _tabs(shown: Shown, broad: bool) -> list[dict[str, object]]:
    """Grid or list, and where it can be chosen: all below, or our own."""
    tabs: list[dict[str, object]] = [
        {"label": gettext("Month"), "url": shown.query_string(view=None), "current": shown.view != "list"},
        {"label": gettext("List"), "url": shown.query_string(view="list"), "current": shown.view == "list"},
    ]
    if broad:
        own = shown.reach == "own"
        tabs += [
            {"label": gettext("All below"), "url": shown.query_string(reach=None), "current": not own},
            {"label": gettext("Our own"), "url": shown.query_string(reach="own"), "current": own},
        ]
    return tabs
