"""What is issued: the occurrences of the period, once, to those whom the rules address, never into a closed past."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.actions.issue import Issued, issue
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.kinds import Category, Kind, PostKind
from taizhang.domain.orgs.models import Group
from taizhang.kernel.periods import Period
from tests.domain.refusals import refused
from tests.factories.duties import FOUNDED, MAY, actor, pack, people, stand

pytestmark = pytest.mark.django_db
COMMITTEE = (PostKind.SECRETARY, PostKind.ORGANIZATION, PostKind.PUBLICITY)


def owed(place, period: Period = MAY) -> dict[str, str]:
    return dict(Duty.objects.filter(organization=place.organization).values_list("institution", "occurrence"))


def issue_may(**how) -> Issued:
    return issue(period=MAY, **{"on": date(2018, 5, 1), "by": actor(), **how})


def test_a_small_branch_owes_what_addresses_it():
    pack()
    place = stand("B")
    people(place, 5)
    issued = issue_may()
    assert owed(place) == {
        "L01": "2018-Q2",
        "L04": "2018-Q2",
        "L05": "2018-M05",
        "L08": "2018",
        "L11": "2018-Q2",
        "L12": "2018-H1",
        "L13": "2018",
        "L14": "2018-M05",
        "L16": "2018-H1",
        "L17": "2018-H1",
        "L19": "2018",
    }
    assert issued == Issued(created=11, existing=0, not_applicable=5, closed=0)


def test_a_branch_with_committee_and_groups_owes_their_meetings_too():
    pack()
    place = stand("B")
    people(place, 9, *COMMITTEE)
    Group.objects.create(organization=place.organization, name="第一党小组", starts_on=FOUNDED)
    issue_may()
    assert owed(place)["L02"] == owed(place)["L03"] == "2018-M05"


def test_a_committee_owes_what_committees_owe():
    pack()
    place = stand("S", Kind.STREET)
    issue_may()
    assert owed(place) == {"L04": "2018", "L10": "2018", "L12": "2018-H1", "L16": "2018-H1", "L17": "2018-H1"}


def test_a_term_that_ends_is_owed_from_its_notice_on():
    pack()
    place = stand("B", elected_on=date(2015, 6, 15))
    issue_may()
    duty = Duty.objects.get(institution="L15")
    assert (duty.organization_id, duty.occurrence) == (place.organization_id, "2018-06-15")
    assert (duty.first_on, duty.due_on) == (date(2017, 12, 15), date(2018, 6, 15))


def test_issuing_twice_changes_nothing():
    pack()
    stand("B")
    first, again = issue_may(), issue_may()
    assert (again.created, again.existing) == (0, first.created)
    assert Duty.objects.count() == first.created
    assert AuditEntry.objects.filter(verb="duties.issue").count() == 2


def test_the_next_month_adds_only_what_is_new():
    pack()
    place = stand("B")
    issue_may()
    issued = issue(period=Period.parse("2018-M06"), on=date(2018, 6, 1), by=actor())
    assert issued.created == 2
    new = Duty.objects.filter(organization=place.organization, occurrence="2018-M06")
    assert set(new.values_list("institution", flat=True)) == {"L05", "L14"}


def test_an_organisation_founded_within_an_occurrence_does_not_owe_it():
    pack()
    place = stand("B", since=date(2018, 4, 10))
    people(place, 5)
    issue_may()
    assert owed(place) == {"L05": "2018-M05", "L14": "2018-M05"}


def test_only_those_named_are_issued_for():
    pack()
    first, second = stand("B1"), stand("B2")
    issue_may(organizations=[first.organization_id])
    assert owed(first)
    assert not owed(second)


def test_nothing_is_issued_into_a_closed_past():
    pack()
    stand("B")
    with refused("duties.closed-period"):
        issue_may(on=date(2020, 4, 1))
    assert not Duty.objects.exists()
    partly = issue_may(on=date(2019, 4, 1))  # the year's books close a year later than the month's
    assert partly.closed == 7
    assert set(Duty.objects.values_list("occurrence", flat=True)) == {"2018"}


def test_before_the_first_pack_nothing_is_owed():
    with refused("duties.no-pack"):
        issue_may()
    pack(valid_from="2018-06-10")
    place = stand("B")
    with refused("duties.no-pack"):
        issue_may()
    issue(period=Period.parse("2018-M06"), on=date(2018, 6, 10), by=actor())
    assert owed(place)["L05"] == "2018-M06"  # begun before the pack, due after its first day


def test_facts_are_those_of_the_first_day_of_the_period():
    pack()
    place = stand("B")
    Group.objects.create(organization=place.organization, name="一组", starts_on=date(2018, 5, 2))
    issue_may()
    assert "L03" not in owed(place)
    issue(period=Period.parse("2018-M06"), on=date(2018, 6, 1), by=actor())
    assert owed(place)["L03"] == "2018-M06"


def test_queries_do_not_grow_with_the_district():
    pack()
    counts = []
    for number in (3, 30):
        for each in range(number):
            people(stand(f"B{number}-{each}", category=Category.OFFICE), 4)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            issue_may()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
