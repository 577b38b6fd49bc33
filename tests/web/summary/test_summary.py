"""A week or a month told from the records alone: each number is that of the list it opens, on page, paper and sheet."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pytest

from taizhang.domain.records.actions import approve
from taizhang.domain.records.entry import DecisionEntry
from taizhang.domain.records.models import Activity, Draft
from taizhang.domain.reviews.models import Submission
from tests.web.district import actor, gathering

MAY, WEEK = "?period=2018-M05", "?period=2018-W20"


@pytest.fixture
def life(cast):
    """Two gatherings of the first branch, one approved; one of the second; one of April."""
    met = gathering(cast, "L05", "L04", decisions=(DecisionEntry(text="修路灯"),))
    gathering(cast, "L01", held_on=date(2018, 5, 3), absences={cast.member.person_id: ("leave", "外出")})
    gathering(cast, of=cast.second, by=cast.other_secretary)
    gathering(cast, held_on=date(2018, 4, 16))
    approve(submission_ids=[met.submission_id], by=actor(cast.street_officer))
    return cast


def numbers(page: str) -> dict[str, tuple[str, str]]:
    """By what a line says: its number and the address it opens."""
    found = re.findall(r'<a class="tz-number" href="([^"]+)" aria-label="([^"]+)"', page)
    return {label.rpartition(" ")[0]: (label.rpartition(" ")[2], unescape(opens)) for opens, label in found}


def rows_behind(client, address: str) -> int:
    """How many rows a list has, as its workbook holds them."""
    where, _hash, _rows = address.partition("#")
    answer = client.get(where + "&format=xlsx")
    assert answer.status_code == 200, where
    return openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active.max_row - 1


def test_a_branch_reads_its_month_and_has_written_nothing_for_it(life, signed_in):
    written = Submission.objects.count(), Draft.objects.count()
    page = signed_in("secretary").get(f"/summary/{MAY}").content.decode()
    told = {what: number for what, (number, _opens) in numbers(page).items()}
    assert told["开展活动（次）"] == "2"
    assert told["其中：审核通过"] == "1"
    assert told["形成决议的活动（次）"] == "1"
    rows = Activity.objects.filter(organization=life.first, held_on__month=5)
    assert told["到会人次（占应到）"] == str(sum(row.present for row in rows))
    assert '<form method="post"' not in page.partition("<main")[2].partition("</main>")[0]
    assert (Submission.objects.count(), Draft.objects.count()) == written


@pytest.mark.parametrize(("who", "of"), [("secretary", ""), ("street_officer", ""), ("district_officer", "410103010")])
@pytest.mark.parametrize("span", [MAY, WEEK])
def test_every_number_is_the_number_of_rows_it_opens(life, signed_in, who, of, span):
    client = signed_in(who)
    told = numbers(client.get(f"/summary/{span}&organization={of}").content.decode())
    told.pop("到会人次（占应到）", None)
    told.pop("本期活动所得积分", None)  # sums of a column, not counts of rows
    assert len(told) > 5
    for what, (number, opens) in told.items():
        assert rows_behind(client, opens) == int(number), what


def test_an_office_reads_all_below_it_and_nothing_beside(life, signed_in):
    told = numbers(signed_in("street_officer").get(f"/summary/{MAY}").content.decode())
    assert told["开展活动（次）"][0] == "3"
    assert signed_in("other_secretary").get(f"/summary/{MAY}&organization=HJ1").status_code == 404


def test_points_are_those_of_the_days(life, signed_in):
    page = signed_in("secretary").get(f"/summary/{MAY}").content.decode()
    given, opens = numbers(page)["本期活动所得积分"]
    shown = signed_in("secretary").get(opens).content.decode()
    assert int(given) > 0 and "period=2018-M05" in opens and "学习党的十九大精神" in shown
    assert "本期活动所得积分" not in numbers(signed_in("secretary").get("/summary/?period=2018-M04").content.decode())


def test_paper_and_workbook_hold_the_same_lines(life, signed_in):
    client = signed_in("secretary")
    told = numbers(client.get(f"/summary/{MAY}").content.decode())
    paper = client.get(f"/summary/{MAY}&format=print").content.decode()
    sheet = openpyxl.load_workbook(
        BytesIO(b"".join(client.get(f"/summary/{MAY}&format=xlsx").streaming_content))
    ).active
    lines = {row[1]: row[2] for row in sheet.iter_rows(min_row=2, values_only=True)}
    for what, (number, _opens) in told.items():
        assert what in paper
        assert lines[what] == int(number)
    assert "2018年5月" in paper


def test_it_opens_with_this_week_and_leads_to_the_ones_before(life, signed_in):
    page = signed_in("secretary").get("/summary/").content.decode()
    assert "2018年第20周" in page
    for period in ("2018-W19", "2018-M05", "2018-M04"):
        assert f"period={period}" in page


def test_days_without_anything_are_told_as_such(cast, signed_in):
    page = signed_in("secretary").get("/summary/?period=2018-M02").content.decode()
    assert "这段时间没有活动记录" in page
    assert numbers(page) == {}


@pytest.mark.parametrize("query", ["?period=2018-M13", "?period=x", "?period=2018-W99", "?organization=NOBODY"])
def test_an_address_that_cannot_be_read_is_a_sentence(cast, signed_in, query):
    answer = signed_in("secretary").get(f"/summary/{query}")
    assert answer.status_code in (404, 422)
    assert "请" in answer.content.decode()


def test_what_is_shown_as_of_a_day_opens_rows_as_of_that_day(life, signed_in):
    page = signed_in("secretary").get(f"/summary/{MAY}&on=2018-05-10").content.decode()
    told = numbers(page)
    assert told["开展活动（次）"][0] == "1"
    assert all("on=2018-05-10" in opens for _number, opens in told.values())


def test_the_page_asks_little(life, signed_in, django_assert_max_num_queries):
    client = signed_in("district_officer")
    client.get("/summary/")
    with django_assert_max_num_queries(15):
        client.get(f"/summary/{MAY}")
