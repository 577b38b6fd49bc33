"""Plans of visits and visits made through their own actions; each model has a function of its name."""

from datetime import date
from typing import Any

from taizhang.domain.inspections.actions import VisitEntry, arrange, cancel, draw_up, widen
from taizhang.domain.inspections.models import Cancellation, Plan, Visit, Widening
from taizhang.domain.orgs.models import Organization
from tests.factories.orgs import SEED, branch, district

JUNE = date(2018, 6, 12)


def plan(office: Organization | None = None, **more: Any) -> Plan:
    """What an office comes for in 2018; the district's when no office is named."""
    values = {"year": 2018, "subject": "“三会一课”落实情况", "basis": "年度督查检查考核计划", **more}
    return draw_up(office=office or district(), **values, by=SEED)


def visit(of: Organization | None = None, on: date = JUNE, within: Plan | None = None, **more: Any) -> Visit:
    """A visit of the district to a branch."""
    within = within or plan()
    values = {"visitors": "区委组织部组织科", "purpose": "查看党员大会记录", **more}
    return arrange(plan=within, entry=VisitEntry(of or branch(), on, **values), by=SEED)


def cancellation(of: Visit | None = None) -> Cancellation:
    """A visit that does not take place."""
    return cancel(visit=of or visit(), because="防汛值守", by=SEED)


def widening(of: Plan | None = None) -> Widening:
    """A plan into which a further subject was merged."""
    return widen(
        plan=of or plan(),
        subject="“三会一课”落实情况和党费收缴",
        basis="年度督查检查考核计划",
        because="与党费检查合并",
        by=SEED,
    )
