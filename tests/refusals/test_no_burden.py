"""Nothing is made heavier: no picture is ever needed, nobody is ranked, who need not come lowers no rate."""

from datetime import UTC, date, datetime

import pytest

from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.models import Duty, Fulfilment
from taizhang.domain.duties.packs import pack_in_force
from taizhang.domain.orgs.actions.exempting import exempt
from taizhang.domain.orgs.models.membership import Ground
from taizhang.domain.records import actions
from taizhang.domain.records.entry import BallotEntry, RecordEntry
from taizhang.domain.records.models import Attendance, Evidence
from tests.factories import duties
from tests.web.district import actor, browser_of, gathering

DAY = date(2018, 5, 16)
CODES = tuple(f"L{number:02d}" for number in range(1, 20))


@pytest.mark.parametrize("code", CODES)
def test_every_institution_is_recorded_approved_and_met_without_any_file(cast, code):
    owed = Duty.objects.filter(institution=code, first_on__lte=DAY, last_on__gte=DAY, organization=cast.first).first()
    entry = RecordEntry(organization_id=cast.first.pk, institutions=(code,), title="会议", held_on=DAY)
    activity = actions.submit(entry=entry, by=actor(cast.secretary))
    actions.approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer))
    assert not Evidence.objects.exists()
    assert owed is None or Fulfilment.objects.filter(duty=owed).exists()


def test_a_vote_needs_no_picture_of_it(cast):
    count = Attendance.objects.filter(activity=gathering(cast, "L05"), votes=True).count()
    gathering(cast, "L01", ballots=(BallotEntry(question="接收预备党员", yes=count),), held_on=date(2018, 5, 15))
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("address", ["/points/below/", "/organizations/"])
@pytest.mark.parametrize("column", ["total", "points", "awards", "completion", "light", "unfinished"])
def test_no_list_of_organisations_is_ordered_by_what_they_achieved(cast, address, column):
    activity = gathering(cast)
    actions.approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer))
    client = browser_of(cast.district_officer)
    names = ["汇金一支部", "汇金二支部", "大学路联合支部", "教育局支部"]

    def order(sort: str) -> list[str] | None:
        answer = client.get(f"{address}?sort={sort}")
        page = answer.content.decode()
        return sorted(names, key=page.rfind) if answer.status_code == 200 else None

    assert order(column) in (None, order(""))
    assert order(f"-{column}") in (None, order(""))


def test_who_is_exempt_by_article_23_or_floating_lowers_no_rate(cast):
    by = Actor("区委党建办", datetime(2018, 5, 10, 2, tzinfo=UTC))
    exempt(person=cast.member.person, ground=Ground.ARTICLE_23, starts_on=date(2018, 5, 1), ends_on=None, by=by)
    activity = gathering(cast)
    line = Attendance.objects.get(activity=activity, person=cast.member.person)
    assert (line.counts, line.why_not, line.presence) == (False, "exempt", "leave")
    assert activity.present == activity.expected


def test_the_hours_of_study_are_those_of_the_plan_and_ask_nothing_of_the_exempt(db):
    duties.pack()
    rules = {rule.code: rule for rule in pack_in_force(DAY).institutions}
    hours = next(rule.parameters for rule in rules.values() if "member_hours" in rule.parameters)
    least = {name: given.value for name, given in hours.items()}
    assert (least["member_hours"], least["team_hours"]) == (32, 56)
    assert not least["member_hours"] <= 31.5
    assert least["team_hours"] <= 56
