"""The self-report: what the ledger says of a year, as known on a day, each sentence the number of its list."""

from datetime import date

import pytest

from taizhang.domain.assessments.self_report import drawn, told
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.models import Organization
from taizhang.domain.records.actions import approve
from tests.web.district import actor, district, gathering

pytestmark = pytest.mark.django_db
MAY = date(2018, 5, 31)


@pytest.fixture
def town(db, settings):
    settings.TODAY = MAY
    return district()


def said(organization: Organization, year: int = 2018, on: date = MAY) -> dict[str, dict]:
    """The values of each sentence by its code; of several alike those of the first."""
    found: dict[str, dict] = {}
    for one in drawn(organization, year, on).sentences:
        found.setdefault(one.code, dict(one.values))
    return found


def test_what_was_due_is_counted_and_what_is_left_is_named(town):
    due = Duty.objects.filter(organization=town.first, due_on__lte=MAY, standard__isnull=False)
    values = said(town.first)
    assert values["duties"]["owed"] == due.count() > 0
    assert values["duties"]["met"] == 0
    assert values["left"]["missing"] > 0


def test_what_is_not_due_yet_is_no_fault(town):
    before = said(town.first, on=date(2018, 4, 10))
    assert before.get("duties", {"owed": 0})["owed"] < said(town.first)["duties"]["owed"]


def test_an_approved_gathering_is_told_with_who_came_and_with_its_points(town):
    record = gathering(town)
    approve(submission_ids=[record.submission_id], by=actor(town.street_officer))
    values = said(town.first)
    assert values["gatherings"] == {"gatherings": 1}
    assert values["attendance"] == {"expected": record.expected, "present": record.present}
    assert values["duties"]["met"] == 1
    assert values["points"]["points"] > 0


def test_a_committee_reports_on_all_below_it(town):
    below = [said(each)["duties"]["owed"] for each in (town.first, town.second)]
    assert said(town.community)["duties"]["owed"] >= sum(below)


def test_a_year_of_which_nothing_is_known_says_nothing(town):
    for year in (2016, 2019):
        assert drawn(town.first, year, MAY).sentences == ()
        assert drawn(town.first, year, MAY).text() == ""


def test_what_was_kept_reads_as_it_was_drawn(town):
    report = drawn(town.first, 2018, MAY)
    assert [one.words() for one in told(report.as_json())] == [one.words() for one in report.sentences]
    assert "{" not in report.text()
