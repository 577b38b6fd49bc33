"""Figures: the numbers that others quote, computed, each with the address of the rows that it counts."""

from collections.abc import Callable, Mapping
from datetime import date

from ninja import Schema
from pydantic import Field

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.models import Pack
from taizhang.domain.reports.figures import SOURCES, Printed, printed_figures
from taizhang.domain.reports.figures import Figure as Computed
from taizhang.kernel.errors import Refused, _
from taizhang.web.api.answers import Page, address, as_of
from taizhang.web.api.calls import get
from taizhang.web.api.problems import trouble
from taizhang.web.kit.page import PageRequest

VIEW = Permission.RECORDS_VIEW
THEME_DAY = "L05"
EACH = 5  # figures at a time: each asks the books several times


class Figure(Schema):
    """A number, or the least and the greatest of several, as the records known on the day bear it out."""

    id: str
    quote: str = Field(description="The sentence in which it was printed")
    least: float
    greatest: float
    holds: bool = Field(description="Whether the records bear the printed number out")
    rows: str = Field(description="The address of what is counted")


@get("figures", "figures", VIEW, Page[Figure])
def figures(request: PageRequest) -> Page[Figure]:
    """The figures of the district, as of a day, five at a time; for whoever may see the whole tree."""
    if not policy.scope(request.account, VIEW, on=request.today).everything:
        raise trouble(
            403,
            "api.whole-tree",
            _("Figures count the whole district, and you see a part of it."),
            _("Ask for measures of your organisation."),
        )
    known = [each for each in printed_figures() if each.id in SOURCES]
    start = _place(known, request.GET.get("after", ""), 1) or 0
    end = _place(known, request.GET.get("before", ""), 0)
    start = start if end is None else max(end - EACH, 0)
    part = known[start : (start + EACH if end is None else end)]
    on = as_of(request)
    return Page(
        items=[_figure(Computed(each, SOURCES[each.id](request.on)), request.on) for each in part],
        next=address("figures", after=part[-1].id, **on) if part and part[-1] is not known[-1] else None,
        previous=address("figures", before=part[0].id, **on) if part and start else None,
    )


def _place(known: list[Printed], key: str, further: int) -> int | None:
    """Where a part begins or ends."""
    if not key:
        return None
    for place, each in enumerate(known):
        if each.id == key:
            return place + further
    raise Refused(_("There is no figure “{figure}”."), _("Begin with the first."), code="figures.cursor", figure=key)


def _figure(each: Computed, on: date) -> Figure:
    value = each.value if isinstance(each.value, tuple) else (each.value, each.value)
    return Figure(
        id=each.printed.id,
        quote=each.printed.quote,
        least=float(min(value)),
        greatest=float(max(value)),
        holds=each.holds,
        rows=ROWS[each.printed.id](on),
    )


def _pack(on: date) -> str:
    pack = Pack.objects.defer("content").in_force(on)
    return address(f"packs/{pack.code}/{pack.version}") if pack else address("packs")


def _records(on: date, institution: str = "") -> str:
    asked = {"institution": institution, "since": date(on.year, 1, 1), "until": on, "standing": "true", "on": on}
    return address("activities", **asked)


ROWS: Mapping[str, Callable[[date], str]] = {
    "programme.projects": _pack,
    "programme.mechanisms": _pack,
    "offices.units": lambda on: address("organizations", office="true", on=on),
    "offices.coverage_gaps": lambda on: address("organizations", office="false", on=on),
    "offices.staff_range": lambda on: address("organizations", office="true", on=on),
    "posts.deputy_secretaries": lambda on: address("organizations", kind="community", post="fulltime_deputy", on=on),
    "life.institutions": _pack,
    "activity_day.members": lambda on: _records(on, THEME_DAY),
    "activity_day.months_without_theme": lambda on: _records(on, THEME_DAY),
    "standards.categories": _pack,
    "life.records": _records,
}
