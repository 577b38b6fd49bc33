"""Figures: the numbers that others quote, computed, each with the address of the rows that it counts."""

from collections.abc import Callable, Mapping
from datetime import date

from ninja import Schema
from pydantic import Field

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.models import Pack
from taizhang.domain.reports.figures import Figure as Computed
from taizhang.domain.reports.figures import figures as computed
from taizhang.kernel.errors import _
from taizhang.web.api.answers import Items, address
from taizhang.web.api.calls import get
from taizhang.web.api.problems import trouble
from taizhang.web.kit.page import PageRequest

VIEW = Permission.RECORDS_VIEW
THEME_DAY = "L05"


class Figure(Schema):
    """A number, or the least and the greatest of several, as the records known on the day bear it out."""

    id: str
    quote: str = Field(description="The sentence in which it was printed")
    least: float
    greatest: float
    holds: bool = Field(description="Whether the records bear the printed number out")
    rows: str = Field(description="The address of what is counted")


@get("figures", "figures", VIEW, Items[Figure])
def figures(request: PageRequest) -> Items[Figure]:
    """Every figure of the district, as of a day; for whoever may see the whole tree."""
    if not policy.scope(request.account, VIEW, on=request.today).everything:
        raise trouble(
            403,
            "api.whole-tree",
            _("Figures count the whole district, and you see a part of it."),
            _("Ask for measures of your organisation."),
        )
    return Items(items=[_figure(each, request.on) for each in computed(request.on)])


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
