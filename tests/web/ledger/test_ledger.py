"""The ledger: every number opens its rows, and what the address says the workbook holds."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest

from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.models import Duty
from taizhang.domain.records.actions import approve, undo
from taizhang.domain.records.models import Activity
from tests.web.district import actor, gathering


@pytest.fixture
def kept(cast) -> Activity:
    """The first branch's theme day of May, approved on the 17th."""
    activity = gathering(cast, "L05", "L04", title="五月主题党日")
    approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer))
    return activity


def rows(page: str) -> int:
    """How many rows the table below the totals shows."""
    return (
        page.split('id="rows"')[1].count("<tr>") - 1
        if 'id="rows"' in page and "<tbody>" in page.split('id="rows"')[1]
        else 0
    )


def numbers(page: str) -> dict[str, tuple[int, str]]:
    """The numbers of the last line of totals by state, each with the address it opens."""
    foot = page.split("<tfoot>")[1].split("</tfoot>")[0]
    opened = re.findall(r'href="([^"]*state=(\w+)[^"]*)"[^>]*>([\d,]+)<', foot)
    return {state: (int(number), address.replace("&amp;", "&")) for address, state, number in opened}


def test_everybody_sees_the_part_of_the_tree_he_may_see(signed_in, cast, kept):
    assert "汇金社区第二支部" not in signed_in("secretary").get("/ledger/").content.decode()
    assert "区教育局机关支部" not in signed_in("street_officer").get("/ledger/").content.decode()
    assert "区教育局机关支部" in signed_in("leader").get("/ledger/").content.decode()
    assert signed_in("member").get("/ledger/").status_code == 403
    assert signed_in("secretary").get("/ledger/?organization=HJ2").status_code == 404


def test_every_number_opens_exactly_its_rows(signed_in, cast, kept):
    client = signed_in("secretary")
    waive(
        duty=Duty.objects.get(organization=cast.first, institution="L10", occurrence="2018-M04")
        if Duty.objects.filter(organization=cast.first, institution="L10", occurrence="2018-M04").exists()
        else Duty.objects.filter(organization=cast.first).unfinished().first(),
        because="全体赴外地",
        by=actor(cast.street_officer),
    )
    found = numbers(client.get("/ledger/").content.decode())
    assert {"owed", "met", "on_time", "overdue", "waived"} >= set(found)
    assert found["met"][0] == 2
    for number, address in found.values():
        assert rows(client.get("/ledger/" + address.partition("#")[0]).content.decode()) == number


def test_a_row_tells_when_it_was_held_and_when_we_learnt_of_it(signed_in, cast, kept):
    page = signed_in("secretary").get("/ledger/?institution=L05&state=met").content.decode()
    assert f"/records/{kept.pk}/" in page
    assert "5月16日" in page
    assert "5月17日 09:00" in page


def test_the_ledger_as_of_an_earlier_day_does_not_know_what_came_later(signed_in, cast, kept):
    page = signed_in("secretary").get("/ledger/?on=2018-05-16").content.decode()
    assert f"/records/{kept.pk}/" not in page
    assert "五月主题党日" in signed_in("secretary").get("/ledger/?on=2018-05-17").content.decode()


def test_what_waits_for_review_is_shown_as_such(signed_in, cast):
    activity = gathering(cast, "L05")
    page = signed_in("secretary").get("/ledger/?state=review").content.decode()
    assert f"/records/{activity.pk}/" in page
    assert rows(page) == 1


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("institution=L05", 2),
        ("institution=L05&since=2018-05-01&until=2018-05-31", 1),
        ("institution=L05&since=2018-05-01&until=2018-05-31&category=B", 0),
        ("institution=L05&state=on_time", 1),
        ("institution=L05&state=overdue", 1),
        ("q=huijin&institution=L05", 2),
        ("q=hjsq&institution=L05", 2),
        ("q=五月主题&state=met", 2),
        ("late=1", 0),
    ],
)
def test_the_address_says_which_rows(signed_in, cast, kept, query, count):
    assert rows(signed_in("secretary").get(f"/ledger/?{query}").content.decode()) == count


def test_a_condition_that_cannot_be_read_is_refused_in_a_sentence(signed_in, cast):
    response = signed_in("secretary").get("/ledger/?since=soon")
    assert response.status_code == 422
    assert "soon" in response.content.decode()


def test_the_workbook_holds_what_the_page_shows(signed_in, cast, kept):
    client = signed_in("district_officer")
    page = client.get("/ledger/?institution=L05&sort=due_on").content.decode()
    response = client.get("/ledger/?institution=L05&sort=due_on&format=xlsx")
    lines = list(openpyxl.load_workbook(BytesIO(response.getvalue())).active.iter_rows(values_only=True))
    assert len(lines) - 1 == rows(page) == 8
    assert lines[0][1:3] == ("制度", "周期")
    done = next(line for line in lines if line[5] == "五月主题党日")
    assert (done[4], done[6]) == ("按期完成", datetime(2018, 5, 16))


@pytest.mark.parametrize("by", ["child", "month", "institution"])
def test_totals_by_organisation_and_month_open_their_rows(signed_in, cast, kept, by):
    client = signed_in("street_officer")
    page = client.get(f"/ledger/?by={by}").content.decode()
    body = page.split("tz-totals")[1].split("</tbody>")[0]
    opened = re.findall(r'href="([^"]*state=met[^"]*)"[^>]*>(\d+)<', body)
    assert opened
    for address, number in opened:
        shown = client.get("/ledger/" + address.replace("&amp;", "&").partition("#")[0]).content.decode()
        assert rows(shown) == int(number)


def test_who_does_not_owe_an_institution_is_told_with_the_reason(signed_in, cast, kept):
    client = signed_in("street_officer")
    page = client.get("/ledger/").content.decode()
    number, address = re.search(r'(?s)支部委员会会议.*?not-applicable/([^"]*)"[^>]*>(\d+)<', page).group(2, 1)
    listed = client.get("/ledger/not-applicable/" + address.replace("&amp;", "&")).content.decode()
    assert listed.split("<tbody>")[1].count("<tr>") == int(number)
    assert "汇金社区第二支部" in listed
    assert "汇金社区第一支部" not in listed


def test_the_ledger_of_an_organisation_has_an_address_of_its_own(signed_in, cast):
    assert signed_in("leader").get("/organizations/HJ1/ledger/").url == "/ledger/?organization=HJ1"


def test_everybody_sees_his_own_ledger(signed_in, cast, kept):
    page = signed_in("member").get("/me/ledger/").content.decode()
    assert "五月主题党日" in page
    assert "到会" in page


def test_a_persons_ledger_is_for_himself_and_those_above(signed_in, cast, kept):
    address = f"/people/{cast.member.person_id}/ledger/"
    assert signed_in("member").get(address).status_code == 200
    assert signed_in("secretary").get(address).status_code == 200
    assert signed_in("street_officer").get(address).status_code == 200
    assert signed_in("other_secretary").get(address).status_code == 404
    assert signed_in("audit_admin").get(address).status_code == 404
    assert signed_in("member").get(f"/people/{cast.secretary.person_id}/ledger/").status_code == 404


def test_points_of_a_person_follow_the_approval(signed_in, cast):
    activity = gathering(cast, "L05")
    before = signed_in("member").get("/me/ledger/").content.decode()
    approve(
        submission_ids=[activity.submission_id], by=actor(cast.street_officer, datetime(2018, 5, 17, 2, tzinfo=UTC))
    )
    after = signed_in("member").get("/me/ledger/").content.decode()
    assert "<b>+2</b>" not in before
    assert "<b>+2</b>" in after


def test_the_ledgers_cost_the_same_at_ten_times_the_rows(signed_in, cast, django_assert_max_num_queries):
    client = signed_in("district_officer")
    gathering(cast, "L05")
    pages = ("/ledger/", "/ledger/?by=child", "/ledger/?by=month", "/ledger/not-applicable/?institution=L02")
    for address in (*pages, f"/people/{cast.member.person_id}/ledger/"):
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200
    _grow(cast)
    for address in (*pages, f"/people/{cast.member.person_id}/ledger/"):
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200


def _grow(cast) -> None:
    """Two years of duties and a month of gatherings more."""
    from taizhang.domain.duties.actions.issue import issue
    from taizhang.kernel.periods import Period
    from tests.factories import duties

    for month in range(6, 13):
        period = Period.parse(f"2018-M{month:02d}")
        issue(period=period, on=period.first, by=duties.actor())
    for day in range(1, 16):
        gathering(cast, "L05", held_on=date(2018, 5, day))


def test_a_day_before_an_undoing_shows_what_stood_then(signed_in, cast, kept):
    client = signed_in("secretary")
    before = client.get("/ledger/?on=2018-05-20").content.decode()
    late = actor(cast.street_officer, at=datetime(2018, 5, 21, 2, tzinfo=UTC))
    undo(submission_ids=[kept.submission_id], because="附件有误", by=late)
    after = client.get("/ledger/?on=2018-05-20").content.decode()
    assert numbers(after) == numbers(before)
    assert after.count("五月主题党日") == before.count("五月主题党日") > 0
    assert "met" not in numbers(client.get("/ledger/?on=2018-05-22").content.decode())


def test_a_persons_ledger_is_narrowed_sorted_and_taken_along_as_any_list(signed_in, cast, kept):
    client = signed_in("member")
    assert "五月主题党日" in client.get("/me/ledger/?presence=present&year=2018").content.decode()
    assert "五月主题党日" not in client.get("/me/ledger/?q=没有这次").content.decode()
    book = openpyxl.load_workbook(BytesIO(client.get("/me/ledger/?format=xlsx").getvalue())).active
    assert book.cell(2, 1).value == "五月主题党日"
    assert "五月主题党日" in client.get("/me/ledger/?format=print").content.decode()
