"""The calendar: a month, a week, a day or a list, of one organisation or of all below it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission, Reach
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.names import children
from taizhang.web.calendar import days, due, lines
from taizhang.web.calendar.asked import KINDS, VIEWS, Asked, Stretch, stretch
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

    organization: str = condition(_("Organisation"), _shown, default="")
    month: str = condition(_("Month"), _shown, default="", type="carried")
    day: date | None = condition(_("Day"), _shown, default=None, type="carried")
    kind: str = condition(pgettext_lazy("calendar", "What"), _shown, default="", options=lambda: list(KINDS.items()))
    institution: str = condition(_("Institution"), _shown, default="")
    state: str = condition(
        _("State"),
        _shown,
        default="",
        options=lambda: [(code, words.STATES[code]) for code in ("done", "open", "overdue", "waived")],
    )
    reach: str = condition(_("Whose"), _shown, default="", type="carried", options=[("own", _("Our own"))])
    view: str = condition(_("View"), _shown, default="", type="carried", options=lambda: list(VIEWS.items()))
    on: str = condition(_("As of"), _shown, default="", type="carried")


@page(VIEW)
def calendar(request: PageRequest) -> HttpResponse:
    """Worked and free days, the activity day, what is due, what was held, and who comes."""
    shown = Shown.from_query(request.GET)
    place, rules = meant(request, VIEW), find_pack(request.on)
    part = stretch(shown.view, shown.month, shown.day, request.on)
    broad = _broad(request, place)
    many = broad and shown.reach != "own"
    each = part.view == "day"
    asked = Asked(request, place, part.span, rules, shown.kind, shown.institution, shown.state, each)
    found = days.days(part.span, rules, whole_weeks=part.grid, activity=asked.wants("activity"))
    _fill(found, asked, many)
    options = {"institution": words.institutions(rules, request.lang), "organization": _places(request, place)}
    context: dict[str, object] = {"place": place, "rules": rules, "part": part, "many": many, "shown": shown}
    context |= {"days": found, "weeks": days.weeks(found), "weekdays": days.weekdays(found)}
    context |= {"filters": shown.fields(**options), "tabs": _tabs(shown, broad, part, request.on)}
    context["lang"] = request.lang
    context["may_set"] = policy.may(request.account, Permission.CALENDAR_SET, on=request.today)
    return show(request, "calendar/calendar.html", context)


def _fill(found: list[days.Day], asked: Asked, many: bool) -> None:
    """Put every kind of entry that is asked for on its days."""
    if asked.wants("due") or (many and asked.kind == "starts"):
        days.fill(found, due.below(asked) if many else due.own(asked))
    if asked.wants("starts") and not many:
        days.fill(found, due.beginning(asked))
    if asked.wants("meetings"):
        days.fill(found, lines.meetings_below(asked) if many else lines.meetings(asked))
    if asked.wants("visits"):
        days.fill(found, lines.visits_below(asked) if many else lines.visits(asked))


def _broad(request: PageRequest, place: Placement) -> bool:
    """Whether the person may see what stands below the organisation, and something can."""
    if FORMS[Kind(place.kind)].members:
        return False
    scope = policy.scope(request.account, VIEW, on=request.today)
    return any(part.covers(place.path) and part.reach is Reach.SUBTREE for part in scope.paths)


def _places(request: PageRequest, place: Placement) -> list[tuple[str, str]]:
    """The organisations to choose from: this one, those right below it, and those of one's own posts."""
    held = [each.organization_id for each in policy.held(request.account, request.today)]
    mine = policy.reachable(request.account, VIEW, on=request.today).filter(organization_id__in=held)
    scope = policy.scope(request.account, VIEW, on=request.today)
    under = (
        []
        if FORMS[Kind(place.kind)].members
        else [each for each in children(place, request.on) if scope.covers(each.path)]
    )
    every = [*mine.select_related("organization").order_by("path"), place, *under]
    return list({each.organization.code: each.short_name for each in every}.items())


def _tabs(shown: Shown, broad: bool, part: Stretch, on: date) -> list[dict[str, object]]:
    """How it is drawn, and where it can be chosen: all below, or our own."""
    views = [name for name in VIEWS if name != "day" or part.view == "day"]
    at = {"month": part.month.first.strftime("%Y-%m"), "day": on if on in part.span else part.span.first}
    tabs: list[dict[str, object]] = [
        {
            "label": VIEWS[name],
            "url": shown.query_string(view=name, **_kept(name, at)),
            "current": part.view == name,
        }
        for name in views
    ]
    if broad:
        own = shown.reach == "own"
        tabs += [
            {"label": gettext("All below"), "url": shown.query_string(reach=None), "current": not own},
            {"label": gettext("Our own"), "url": shown.query_string(reach="own"), "current": own},
        ]
    return tabs


def _kept(view: str, at: dict[str, Any]) -> dict[str, Any]:
    """Which of month and day a view keeps in its address."""
    return {"month": at["month"], "day": None} if view in ("month", "list") else {"day": at["day"], "month": None}
