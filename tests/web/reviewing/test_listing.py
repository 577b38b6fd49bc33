"""The review meetings in rows: filtered, taken along, and what lacks before the voting opens."""

import pytest

from tests.domain.assessments.reviewed import called, prepared
from tests.web.district import browser_of
from tests.web.reviewing.test_reviewing import at, main, said

pytestmark = pytest.mark.django_db


def test_meetings_are_filtered_by_office_year_and_stage(town):
    street, office = prepared(town).meeting, browser_of(town.district_officer)
    other = called(town.district)

    def listed(query: dict[str, str]) -> list[bool]:
        page = main(office.get(at("meetings"), query))
        return [at("meeting", each.pk) in page for each in (street, other)]

    assert listed({}) == [True, True]
    assert listed({"q": "五里堡"}) == [True, False]
    assert listed({"year": "2017"}) == [False, False]
    assert listed({"stage": "preparing", "year": "2018"}) == [True, True]
    assert listed({"stage": "closed"}) == [False, False]


def test_meetings_are_taken_along_as_a_workbook_and_on_paper(town):
    prepared(town)
    office = browser_of(town.street_officer)
    assert office.get(at("meetings"), {"format": "xlsx"}).headers["Content-Type"].endswith("sheet")
    assert "五里堡街道" in said(office.get(at("meetings"), {"format": "print"}))


def test_an_empty_list_says_so(town):
    assert "还没有召集述职评议会" in said(browser_of(town.street_officer).get(at("meetings")))


def test_before_the_voting_it_is_said_what_is_there(town):
    meeting = called(town.street)
    page = main(browser_of(town.street_officer).get(at("meeting", meeting.pk)))
    assert "已提交报告" in page
    assert "已有评议码的席位" in page
    assert "0/" in page
