"""The meter: one's own month and what caused it; offices see a distribution and a list by name, never a ranking."""

import re
from datetime import date

import pytest

from taizhang.domain.burden.actions import set_cap
from taizhang.domain.burden.entry import QuestionEntry
from taizhang.domain.burden.measures import causes, issued, meter, trend
from taizhang.domain.burden.models import Cap, Effort
from taizhang.domain.orgs.kinds import Level
from taizhang.kernel.periods import Period
from tests.factories import burden, notices
from tests.web.district import actor

MAY = Period.parse("2018-M05")
OVER, NO_MORE = "当月已超过本级每月30分钟的上限", "本月不得再向本组织下发报表"


@pytest.fixture
def by(cast):
    return actor(cast.district_officer)


def read(client, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def test_a_secretary_is_led_to_the_month_of_the_branch_and_sees_what_caused_it(signed_in, cast, by):
    form = burden.collection_form(by, owner=cast.district)
    burden.effort(cast.first, on=by.on, inputs=12, filled=40, seconds=600)
    burden.effort(cast.first, source=f"form:{form.pk}", on=by.on, inputs=2, seconds=90)
    page = read(signed_in("secretary"), "/burden/")
    assert "汇金一支部的负担" in page
    assert "上限30分钟" in page
    assert "/records/?organization=HJ1&amp;period=2018-M05" in page
    assert f"/forms/{form.pk}/" in page
    assert re.search(r"tz-figure-value[^>]*>12<|>12</", page)  # minutes: 600 + 90 seconds, rounded up


def test_every_number_comes_from_rows_and_adds_up(cast, by):
    form = burden.collection_form(by, owner=cast.district)
    sent = burden.sending(form, by)
    burden.effort(cast.first, on=by.on, inputs=12, filled=40, seconds=600)
    burden.effort(cast.first, on=date(2018, 4, 3), inputs=1, seconds=60)
    burden.effort(cast.first, source=f"form:{form.pk}", on=by.on, inputs=2, seconds=90)
    told = meter(MAY)[cast.first.pk]
    assert (told.seconds, told.inputs, told.filled, told.forms, told.minutes) == (690, 14, 40, 1, 12)
    assert told.seconds == sum(cause.seconds for cause in causes(cast.first.pk, MAY))
    assert meter(MAY, [cast.second.pk])[cast.second.pk].forms == 1
    assert list(trend(cast.first.pk, MAY).values()) == [0, 0, 0, 0, 60, 690]
    one = issued(MAY, by.on)[cast.district.pk]
    assert (one.forms, one.measured, one.waiting) == (1, 90, 4 * sent.seconds_each)


def test_a_form_for_which_no_number_can_be_traced_is_still_shown(cast, by):
    burden.effort(cast.first, source="form:00000000-0000-0000-0000-000000000000", on=by.on, seconds=60)
    assert causes(cast.first.pk, MAY)[0].form is None
    assert issued(MAY, by.on) == {}


def test_offices_see_those_below_by_name_and_no_list_is_ordered_by_burden(signed_in, cast, by):
    burden.effort(cast.second, on=by.on, inputs=9, seconds=1500)
    client = signed_in("street_officer")
    page = read(client, "/burden/")
    for words in ("汇金社区第二支部", "不足三分之一", "超过上限", "不排名"):
        assert words in page
    assert "教育局支部" not in page
    for column in ("minutes", "inputs", "filled", "forms"):
        assert f"sort={column}" not in page
        assert client.get(f"/burden/?sort={column}").status_code in (400, 404, 422)


def test_a_distribution_counts_everyone_once_each_beside_the_cap_of_its_level(signed_in, cast, by):
    burden.effort(cast.first, on=by.on, inputs=60, seconds=31 * 60)
    burden.effort(cast.second, on=by.on, inputs=6, seconds=9 * 60)
    circular = notices.circular(cast.street)
    notices.addressee(circular, cast.first), notices.addressee(circular, cast.second)
    page = read(signed_in("street_officer"), "/burden/")
    assert re.findall(r'tz-figure-value">([\d,]+)<', page)[1:] == ["66", "0", "0", "2"]  # beside the minutes
    counted = [int(one) for one in re.findall(r'tz-bar-value">(\d+) / 5', page)]
    assert (sum(counted), counted[-1], counted[1]) == (5, 1, 1)


def test_another_month_is_chosen_and_a_wrong_one_is_answered(signed_in, cast):
    burden.effort(cast.first, on=date(2018, 4, 3), inputs=7, seconds=400)
    client = signed_in("secretary")
    page = read(client, "/burden/HJ1/?month=2018-M04")
    assert re.search(r'tz-figure-value">7<', page)
    assert client.get("/burden/HJ1/?month=2018-M13").status_code in (400, 404, 422)
    for address in ("/burden/HJ1/", "/burden/issuers/"):
        assert "2018年5月" in read(client, f"{address}?month=2018-Q2")  # no month, so that of the day
    assert "2018年5月" in read(signed_in("street_officer"), "/burden/?month=2018-Q2")


def test_a_month_is_judged_by_the_caps_of_its_own_days_on_every_page(signed_in, cast, by):
    burden.effort(cast.first, on=date(2018, 4, 3), inputs=60, seconds=25 * 60)
    burden.effort(cast.first, on=date(2018, 5, 3), inputs=60, seconds=25 * 60)
    set_cap(level=Level.BRANCH, minutes=20, document="二七办〔2018〕3号", starts_on=date(2018, 5, 18), by=by)
    for month, minutes, over in (("2018-M04", 30, 0), ("2018-M05", 20, 1)):
        assert f"上限{minutes}分钟" in read(signed_in("secretary"), f"/burden/HJ1/?month={month}")
        page = read(signed_in("street_officer"), f"/burden/?month={month}")
        assert int(re.findall(r'tz-bar-value">(\d+) / 5', page)[-1]) == over


def test_whether_a_form_more_may_come_is_said_as_sending_would_judge_it(signed_in, cast):
    """Reading counts on the meter, and not where a form is sent; months that are over take no form."""
    notices.addressee(notices.circular(cast.street), cast.first)
    burden.effort(cast.first, on=date(2018, 4, 3), inputs=60, seconds=31 * 60)
    burden.effort(cast.first, on=date(2018, 5, 3), inputs=60, seconds=29 * 60)
    client = signed_in("secretary")
    told = meter(MAY)[cast.first.pk]
    assert (told.minutes, told.reading) == (30, 60)
    assert OVER not in read(client, "/burden/HJ1/")
    notices.addressee(notices.circular(cast.street), cast.first)
    page = read(client, "/burden/HJ1/")
    assert OVER in page and NO_MORE not in page
    page = read(client, "/burden/HJ1/?month=2018-M04")
    assert OVER in page and NO_MORE not in page
    burden.effort(cast.first, on=date(2018, 5, 4), seconds=60)
    assert NO_MORE in read(client, "/burden/HJ1/")


def test_nobody_looks_into_another_branch_and_administrators_see_nothing(signed_in, cast):
    assert signed_in("secretary").get("/burden/HJ2/").status_code == 404
    assert signed_in("system_admin").get("/burden/").status_code == 403
    assert signed_in("member").get("/burden/").status_code == 403


def test_issuers_see_what_they_cause(signed_in, cast, by):
    burden.sending(burden.collection_form(by, owner=cast.district), by)
    page = read(signed_in("leader"), "/burden/issuers/?month=2018-M05")
    assert "中共郑州市二七区委员会" in page
    assert "本月没有单位要过材料" in read(signed_in("leader"), "/burden/issuers/?month=2018-M02")


def test_the_number_of_forms_an_office_sent_opens_these_forms_and_no_others(signed_in, cast, by):
    burden.sending(burden.collection_form(by, owner=cast.district, title="五月的表"), by)
    burden.collection_form(by, owner=cast.district, title="未发的表", questions=(QuestionEntry(label="甲"),))
    client = signed_in("leader")
    link = "/forms/?issuer=410103&amp;sent=2018-M05"
    assert f'href="{link}"' in read(client, "/burden/issuers/?month=2018-M05")
    page = read(client, link.replace("&amp;", "&"))
    assert "五月的表" in page
    assert "未发的表" not in page
    assert "五月的表" not in read(client, "/forms/?sent=2018-M04")
    assert "五月的表" not in read(client, "/forms/?issuer=HJ1")


def test_only_the_district_sets_a_cap_by_a_document(signed_in, cast):
    typed = {"level": "S", "minutes": "20", "document": "二七办〔2018〕3号", "starts_on": "2018-05-18"}
    signed_in("street_officer").post("/burden/caps/", typed)
    assert not Cap.objects.exists()
    client = signed_in("district_officer")
    assert client.post("/burden/caps/", typed | {"starts_on": "2018-05-01"}).status_code == 422
    assert client.post("/burden/caps/", typed | {"document": ""}).status_code == 422
    assert client.post("/burden/caps/", typed).status_code == 303
    assert "二七办〔2018〕3号" in read(signed_in("secretary"), "/burden/caps/")
    assert "上限20分钟" in read(signed_in("secretary"), "/burden/HJ1/")


def test_the_meter_asks_little_of_the_database_whatever_its_size(signed_in, cast, by, django_assert_max_num_queries):
    for place in (cast.first, cast.second, cast.joint):
        burden.effort(place, on=by.on, seconds=60)
    client = signed_in("district_officer")
    for address in ("/burden/", "/burden/HJ1/", "/burden/issuers/", "/burden/caps/"):
        client.get(address)
        with django_assert_max_num_queries(15):
            client.get(address)


def test_no_row_of_the_meter_names_anybody(signed_in, cast):
    names = {field.name for field in Effort._meta.get_fields()}
    assert names == {"id", "organization", "month", "source", "times", "inputs", "filled", "seconds"}
