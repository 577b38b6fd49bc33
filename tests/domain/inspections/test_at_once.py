"""Two planners at one moment, on connections of their own."""

from taizhang.domain.inspections.actions import VisitEntry, arrange, draw_up
from taizhang.domain.inspections.models import Plan, Visit
from tests.domain.duties.test_at_once import at_once
from tests.factories import duties
from tests.factories.inspections import JUNE, plan
from tests.factories.orgs import SEED, branch, district, street


def test_two_offices_that_plan_the_same_branch_at_once_come_once(own_database):
    duties.pack()
    east = street()
    of, ours, theirs = branch(east), plan(), plan(east)
    heard = at_once(
        *(
            lambda plan=each: arrange(plan=plan, entry=VisitEntry(of, JUNE, "检查组", "查看"), by=SEED)
            for each in (ours, theirs)
        )
    )
    assert "inspections.too-close" in heard
    assert Visit.objects.count() == 1


def test_two_plans_of_one_office_and_year_at_once_are_one(own_database):
    office = district()
    heard = at_once(
        *(
            lambda subject=each: draw_up(office=office, year=2018, subject=subject, basis="计划", by=SEED)
            for each in ("党费", "换届")
        )
    )
    assert "inspections.second-plan" in heard
    assert Plan.objects.count() == 1
