"""One duty, its waiver and its withdrawal; duties in rows; issuing a month."""

from datetime import UTC, date, datetime

import pytest

from taizhang.domain.duties import measures
from taizhang.domain.duties.models import Duty, Waiver
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.actions import approve
from taizhang.kernel.periods import Period
from tests.web.district import actor, gathering

MAY = Period.parse("2018-M05")
DAY = date(2018, 5, 18)


@pytest.fixture
def theme(cast) -> Duty:
    return Duty.objects.get(organization=cast.first, institution="L05", occurrence="2018-M05")


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_duty_says_what_when_and_on_which_basis(signed_in, theme):
    page = read(signed_in("secretary"), f"/duties/{theme.pk}/")
    for words in (
        "主题党日（党员活动日）",
        "中国共产党支部工作条例（试行）",
        "第16条",
        "2018年5月16日",
        "2018年5月28日",
    ):
        assert words in page
    assert f"/records/new/?organization=HJ1&amp;duty={theme.pk}" in page
    assert "豁免这一项" not in page


def test_a_duty_that_is_met_names_the_record(signed_in, cast, theme):
    held = gathering(cast, "L05")
    assert "待审核" in read(signed_in("secretary"), f"/duties/{theme.pk}/")
    approve(submission_ids=[held.submission_id], by=actor(cast.street_officer, datetime(2018, 5, 17, 2, tzinfo=UTC)))
    page = read(signed_in("secretary"), f"/duties/{theme.pk}/")
    assert f"/records/{held.pk}/" in page
    assert "由赵敏审核通过" in page


def test_an_office_waives_with_a_reason_and_takes_it_back(signed_in, theme):
    office = signed_in("street_officer")
    response = office.post(f"/duties/{theme.pk}/waiver/", {"because": "全体赴外地抢险"})
    assert response.status_code == 303
    page = read(signed_in("secretary"), f"/duties/{theme.pk}/")
    assert "全体赴外地抢险" in page
    assert "赵敏" in page
    office.post(f"/duties/{theme.pk}/waiver/withdrawal/", {"because": "已返回"})
    assert not Waiver.objects.standing().exists()


def test_a_waiver_without_a_reason_is_refused_and_nothing_is_written(signed_in, theme):
    office = signed_in("street_officer")
    response = office.post(f"/duties/{theme.pk}/waiver/", {"because": " "}, follow=True)
    assert "豁免" in response.content.decode()
    assert not Waiver.objects.standing().exists()


@pytest.mark.parametrize(
    ("part", "status"), [("secretary", 403), ("leader", 403), ("member", 403), ("district_officer", 303)]
)
def test_only_an_office_waives(signed_in, theme, part, status):
    assert signed_in(part).post(f"/duties/{theme.pk}/waiver/", {"because": "试点"}).status_code == status


def test_a_duty_beyond_reach_is_not_there(signed_in, theme):
    assert signed_in("other_secretary").get(f"/duties/{theme.pk}/").status_code == 404


def test_the_rows_are_those_that_the_number_counts(signed_in, cast):
    approve(submission_ids=[gathering(cast, "L05").submission_id], by=actor(cast.street_officer))
    path = Placement.objects.get(organization=cast.street).path
    total = measures.completion(path, MAY, on=DAY, due_so_far=True)[""]
    client = signed_in("street_officer")
    everything = read(client, "/duties/?period=2018-M05")
    done = read(client, "/duties/?period=2018-M05&state=done")
    assert everything.count("/duties/0") == total.denominator > 2
    assert done.count("/duties/0") == total.numerator == 1


def test_rows_narrow_by_state_and_institution(signed_in, cast, theme):
    signed_in("street_officer").post(f"/duties/{theme.pk}/waiver/", {"because": "试点"})
    waived = read(signed_in("street_officer"), "/duties/?period=2018&state=waived")
    assert waived.count("/duties/0") == 1
    assert f"/duties/{theme.pk}/" in waived
    assert f"/duties/{theme.pk}/" not in read(signed_in("street_officer"), "/duties/?period=2018&institution=L05")


def test_a_secretary_sees_only_his_own_rows(signed_in, cast):
    page = read(signed_in("secretary"), "/duties/?period=2018")
    other = Duty.objects.filter(organization=cast.second).values_list("pk", flat=True)
    assert not any(f"/duties/{key}/" in page for key in other)
    assert signed_in("secretary").get("/duties/?organization=HJ2").status_code == 404


def test_the_rows_leave_as_a_workbook(signed_in):
    response = signed_in("street_officer").get("/duties/?period=2018-M05&format=xlsx")
    assert response.headers["Content-Type"].endswith("sheet")


def test_what_does_not_apply_says_why_as_a_page_and_as_a_part(signed_in):
    client = signed_in("secretary")
    page = read(client, "/duties/not-applicable/?organization=HJ1")
    assert "民主生活会" in page
    assert "组织种类：党支部" in page
    part = client.get("/duties/not-applicable/?organization=HJ1", headers={"HX-Request": "true"}).content.decode()
    assert "民主生活会" in part
    assert "<html" not in part


def test_the_district_issues_a_month_and_twice_does_no_harm(signed_in):
    client = signed_in("district_officer")
    first = client.post("/duties/issuances/", {"period": "2018-M06"}).content.decode()
    count = Duty.objects.count()
    second = client.post("/duties/issuances/", {"period": "2018-M06"}).content.decode()
    assert "2018年6月下达结果" in first
    assert "新下达" in first
    assert Duty.objects.count() == count
    assert "原已下达" in second
    assert Duty.objects.filter(occurrence="2018-M06").exists()


def test_a_closed_or_unknown_month_is_not_offered(signed_in):
    response = signed_in("district_officer").post("/duties/issuances/", {"period": "2017-M01"})
    assert response.status_code == 422
    assert signed_in("street_officer").get("/duties/issuances/").status_code == 403


def test_one_duty_costs_a_fixed_number_of_queries(signed_in, cast, theme, django_assert_max_num_queries):
    for day in range(1, 10):
        gathering(cast, "L05", held_on=date(2018, 5, day), title=f"第{day}次")
    client = signed_in("secretary")
    client.get(f"/duties/{theme.pk}/")
    with django_assert_max_num_queries(15):
        client.get(f"/duties/{theme.pk}/")
