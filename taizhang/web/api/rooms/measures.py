"""Measures: so many of so many, each number with the address of the rows that it counts."""

from collections.abc import Iterator
from typing import Any

from ninja import Schema

from taizhang.domain.access.roles import Permission
from taizhang.domain.duties import measures as counting
from taizhang.domain.duties.measures import Completion
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.periods import Kind, Period
from taizhang.web.api.answers import Number, address, as_of
from taizhang.web.api.calls import get
from taizhang.web.api.nouns import OrganizationRef, organization_ref
from taizhang.web.api.parameters import PERIOD, TEXT
from taizhang.web.duties.finding import meant
from taizhang.web.kit.page import PageRequest, within

VIEW = Permission.DUTIES_VIEW
BY = ("whole", "institution", "child", "month")


class MeasureLine(Schema):
    """Duties met of duties owed so far, of a group."""

    key: str
    met: Number
    owed: Number
    on_time: int
    rate: float | None


class Measures(Schema):
    """The completion of an organisation and those below it, for a period as of a day."""

    organization: OrganizationRef
    period: str
    on: str
    by: str
    items: list[MeasureLine]


@get(
    "measures",
    "measures",
    VIEW,
    Measures,
    more={"organization": TEXT, "period": PERIOD, "by": {"type": "string", "enum": list(BY)}},
)
def measures(request: PageRequest) -> Measures:
    """Completion as a whole, by institution, by organisation right below, or by month."""
    place = meant(request, VIEW)
    text = request.GET.get("period")
    period = Period.parse(text) if text else Period.containing(request.on, Kind.MONTH)
    by = request.GET.get("by") or BY[0]
    rows = within(request, counting.rows(place.path, period, on=request.on, due_so_far=True))
    found = counting.grouped(rows, request.on, "" if by == BY[0] else by, place.path)
    return Measures(
        organization=organization_ref(place.organization.code, place.name),
        period=str(period),
        on=request.on.isoformat(),
        by=by,
        items=list(_lines(request, place, found, (by, str(period)))),
    )


def _lines(
    request: PageRequest, place: Placement, found: dict[str, Completion], how: tuple[str, str]
) -> Iterator[MeasureLine]:
    by, period = how
    codes = _codes(request, list(found)) if by == "child" else {}
    for key, counted in found.items():
        where: dict[str, Any] = {"organization": place.organization.code, "period": period, **as_of(request)}
        if by == "institution":
            where["institution"] = key
        elif by == "month":
            where["period"] = key
        elif by == "child":
            where |= {"organization": codes.get(key, key), "own": "true" if key == place.path else ""}
        yield _line(codes.get(key, key), counted, where)


def _line(key: str, counted: Completion, where: dict[str, Any]) -> MeasureLine:
    met = counted.met
    return MeasureLine(
        key=key,
        met=Number(value=met.numerator, rows=address("duties", **where, state="done")),
        owed=Number(value=met.denominator, rows=address("duties", **where)),
        on_time=counted.on_time.numerator,
        rate=None if met.rate is None else round(float(met.rate), 6),
    )


def _codes(request: PageRequest, paths: list[str]) -> dict[str, str]:
    """The codes of organisations by their paths."""
    rows = Placement.objects.on(request.on).filter(path__in=paths).values_list("path", "organization__code")
    return dict(rows)
