"""The home of the district: completion of the month by institution and street, the trend, the lights, late reviews."""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.audit import kept
from taizhang.domain.duties import measures, queries
from taizhang.domain.duties.measures import Completion
from taizhang.domain.duties.packfile import InstitutionRule
from taizhang.domain.duties.packs import PackRules, find_pack
from taizhang.domain.orgs import names
from taizhang.domain.orgs.kinds import Kind as OrganizationKind
from taizhang.domain.orgs.models import Placement
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period
from taizhang.web.home import charts
from taizhang.web.home.below import LATE, queue, spread
from taizhang.web.home.desk import Desk
from taizhang.web.kit.page import PageRequest

NONE = Measure(0, 0)
MOST_LATE = 4  # offices


def context(request: PageRequest, desk: Desk) -> dict[str, object]:
    """Everything the page shows, in a fixed number of queries."""
    path, on, rules = desk.place.path, request.on, find_pack(request.on)
    may_issue = desk.may(Permission.DUTIES_ISSUE)
    if rules is None:
        return {"rules": None, "may_publish": desk.may(Permission.PACKS_PUBLISH)}
    month = Period.containing(on, Kind.MONTH)
    by_institution = measures.completions(path, month, on=on, by="institution", due_so_far=True)
    by_child = measures.completion(path, month, on=on, by="child", due_so_far=True)
    return {
        "rules": rules,
        "month": month,
        "total": _sum(each.met for each in by_institution.values()),
        "on_time": _sum(each.on_time for each in by_institution.values()),
        "institutions": _institutions(by_institution, rules, month, request.lang),
        **_parts(desk.place, by_child, month, on, request.lang),
        "trend": charts.trend(measures.trend(path, on.year, on=on), request.lang),
        "lights": spread(desk.place, queries.seen_from_above(on)),
        "queue": queue(request, desk),
        **_late(path, request),
        "may_issue": may_issue,
    }


def _sum(parts: Any) -> Measure:
    return sum(parts, NONE)


def _institutions(completed: dict[str, Completion], rules: PackRules, month: Period, lang: str) -> charts.Chart:
    """Completion by institution, in the order of the pack."""
    owed = [rule for rule in rules.institutions if rule.code in completed]
    lines = [_line(rule, completed[rule.code].met, month, lang) for rule in owed]
    return charts.bars(lines, _("Institution"), lang)


def _line(rule: InstitutionRule, measure: Measure, month: Period, lang: str) -> charts.Line:
    return charts.Line(rule.short.words(lang), measure, f"/duties/?institution={rule.code}&period={month}")


def _parts(place: Placement, completed: dict[str, Measure], month: Period, on: date, lang: str) -> dict[str, object]:
    """Completion by street as a chart, and of all district units together; by name, never by rank; one query."""
    right_under = names.right_under(place, on).order_by(*names.BY_NAME)
    children = list(right_under.values_list("path", "kind", "short_name", "organization__code"))
    streets = [child for child in children if child[1] == OrganizationKind.STREET] or children
    lines = [
        charts.Line(name, completed.get(path, NONE), f"/duties/?organization={code}&period={month}")
        for path, _kind, name, code in streets[: charts.MOST]
    ]
    known = {path for path, *_named in streets}
    rest = [completed.get(path, NONE) for path, *_named in children if path not in known]
    more = max(0, len(streets) - charts.MOST)
    return {"streets": charts.bars(lines, _("Part"), lang), "more": more, "units": _sum(rest), "unit_count": len(rest)}


def _late(path: str, request: PageRequest) -> dict[str, Any]:
    """The first offices where records wait too long, in the order of the tree, and how many offices more; one query."""
    waits = Submission.objects.waiting().filter(submitted_at__date__lt=request.today - LATE)
    stands = Placement.objects.on(request.on).filter(organization_id=OuterRef("reviewer_id"))
    told = (Subquery(stands.values("sort_key")[:1]), "reviewer__code", Subquery(stands.values("short_name")[:1]))
    placed = waits.placed(request.on).under(path).order_by().values_list(*told)
    late = sorted(row[1:] for row in kept.listed(placed.annotate(count=Count("pk"))))
    return {"late": late[:MOST_LATE], "late_more": max(0, len(late) - MOST_LATE)}
