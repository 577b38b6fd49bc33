"""Scores: a sentence, a tree down to the rows, what lacks; each sees its own and what is below, nobody is ranked."""

from datetime import date

import pytest

from taizhang.domain.duties.models import Duty
from tests.web.district import browser_of


@pytest.fixture
def secretary(schemed):
    return browser_of(schemed.secretary)


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_branch_sees_its_live_score_its_gaps_and_what_would_change_its_grade(secretary):
    page = read(secretary, "/scores/")
    assert "汇金一支部的考核得分" in page
    assert "暂计" in page
    assert "怎样会改变等次" in page
    assert "失分最多的地方" in page
    assert "/scores/HJ1/2018-Q2/" in page


@pytest.mark.parametrize(("kind", "period"), [("month", "2018-M05"), ("quarter", "2018-Q2"), ("year", "2018")])
def test_the_month_the_quarter_and_the_year_stand_beside_each_other(secretary, kind, period):
    assert f"/scores/HJ1/{period}/" in read(secretary, f"/scores/?kind={kind}")


def test_a_tree_opens_down_to_duties_records_waivers_and_marks(secretary, schemed):
    street = browser_of(schemed.street_officer)
    given = {"organization": "HJ1", "measure": "mark:visit", "period": "2018-Q2", "numerator": "92"}
    street.post("/scores/marks/new/", {**given, "denominator": "100", "because": "现场查看"})
    page = read(secretary, "/scores/HJ1/2018-Q2/")
    assert "/duties/?organization=HJ1&amp;period=2018-Q2&amp;institution=L05" in page
    assert "/records/?organization=HJ1&amp;period=2018-Q2&amp;institution=L05" in page
    assert "institution=L05&amp;state=waived" in page
    assert "/scores/marks/?organization=HJ1&amp;measure=mark%3Avisit&amp;period=2018-Q2" in page
    assert "92/100" in page


def test_every_way_out_of_a_tree_leads_somewhere(secretary):
    page = read(secretary, "/scores/HJ1/2018-Q2/")
    opened = {part.split('"')[0].replace("&amp;", "&") for part in page.split('<a href="')[1:]}
    ways = sorted(address for address in opened if address.startswith(("/duties/?", "/records/?", "/points/?")))
    assert ways
    for address in ways[:6]:
        read(secretary, address)


def test_a_committee_of_which_nothing_was_due_reads_why_it_has_no_mark_and_what_is_due_next(schemed):
    street = browser_of(schemed.street_officer)
    page = read(street, "/scores/410103010/2018-M05/")
    assert "2018年5月至今，五里堡街道没有到期的考核事项，也没有登记评分。因此没有得分，不按零分计，也不定等次。" in page
    owed = Duty.objects.filter(organization=schemed.street, standard__isnull=False)
    first = owed.filter(due_on__gte=date(2018, 5, 1)).order_by("due_on", "institution").first()
    assert first is not None
    assert f"{first.due_on.month}月{first.due_on.day}日到期。" in page


def test_a_branch_sees_no_other_branch(secretary):
    assert secretary.get("/scores/HJ2/2018-Q2/").status_code == 404
    assert secretary.get("/scores/?organization=HJ2").status_code == 404


def test_a_period_that_is_none_is_refused_in_words(secretary):
    answer = secretary.get("/scores/HJ1/2018-Q9/")
    assert answer.status_code == 422
    assert "2018-Q9" in answer.content.decode()


def test_a_period_without_a_scheme_says_so(secretary):
    assert "没有考核本组织的方案" in read(secretary, "/scores/HJ1/2016-Q2/")


def test_an_office_sees_bands_and_a_map_and_no_order_by_marks(schemed):
    page = read(browser_of(schemed.street_officer), "/scores/below/?organization=410103010")
    assert "目前的等次分布" in page
    assert "制度与组织对照" in page
    assert "逐月平均得分" in page
    assert "sort=mean" not in page
    assert "institution=L05&amp;period=2018-Q2" in page


def test_the_map_can_be_taken_along(schemed):
    street = browser_of(schemed.street_officer)
    assert street.get("/scores/below/?organization=410103010&format=xlsx").headers["Content-Type"].endswith("sheet")
    assert "汇金社区" in read(street, "/scores/below/?organization=410103010&format=print")


@pytest.mark.parametrize(
    "address",
    ["/scores/", "/scores/?kind=year", "/scores/HJ1/2018-Q2/", "/scores/HJ1/2018/", "/scores/below/", "/scores/marks/"],
)
def test_no_page_of_scores_asks_more_than_fifteen_times(secretary, address, django_assert_max_num_queries):
    secretary.get(address)
    with django_assert_max_num_queries(15):
        read(secretary, address)
