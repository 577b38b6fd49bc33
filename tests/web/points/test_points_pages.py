"""Balances with their fold, entries with their rule, reversals as nouns, and no ranking."""

from datetime import UTC, date, datetime

import pytest

from taizhang.domain.points.actions import reverse
from taizhang.domain.points.models import PointEntry, Reversal
from taizhang.domain.records.actions import approve
from tests.web.district import actor, gathering

AT = datetime(2018, 5, 17, 2, tzinfo=UTC)


@pytest.fixture
def entry(cast) -> PointEntry:
    held = gathering(cast, "L05")
    approve(submission_ids=[held.submission_id], by=actor(cast.street_officer, AT))
    return PointEntry.objects.of_organizations().get(source_id=held.pk)


def read(client, address: str = "/points/") -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_balance_explains_how_it_came_about(signed_in, entry):
    page = read(signed_in("secretary"))
    assert "共2分：主题党日（党员活动日） 2" in page
    assert "每年最多24分" in page
    assert f"/points/{entry.pk}/" in page
    assert "学习党的十九大精神" in page


def test_what_a_cap_takes_is_told(signed_in, cast):
    ids = [gathering(cast, "L01", held_on=date(2018, 5, day), title=f"第{day}次").submission_id for day in range(2, 8)]
    approve(submission_ids=ids, by=actor(cast.street_officer, AT))
    page = read(signed_in("secretary"))
    assert "超出上限2分" in page
    assert "支部党员大会 4（记6，最多4）" in page


def test_what_waits_is_shown_beside_and_not_counted(signed_in, cast):
    gathering(cast, "L05")
    page = read(signed_in("secretary"))
    assert "共0分" in page
    assert "待审核通过后" in page


def test_entries_narrow_by_institution_and_item(signed_in, cast, entry):
    approve(submission_ids=[gathering(cast, "L01").submission_id], by=actor(cast.street_officer, AT))
    client = signed_in("secretary")
    assert read(client).count('href="/points/0') == 2
    assert read(client, "/points/?institution=L05").count('href="/points/0') == 1
    assert read(client, "/points/?rule=L01").count('href="/points/0') == 1
    assert read(client, "/points/?period=2018-M04").count('href="/points/0') == 0
    assert client.get("/points/?format=xlsx").headers["Content-Type"].endswith("sheet")


def test_one_entry_shows_its_source_and_its_rule(signed_in, entry):
    page = read(signed_in("secretary"), f"/points/{entry.pk}/")
    assert f"/records/{entry.source_id}/" in page
    assert "每年最多24分" in page
    assert "第16条" in page
    assert "冲正这一笔" not in page


def test_the_district_reverses_with_a_reason_and_both_stay(signed_in, entry):
    office = signed_in("district_officer")
    assert office.post(f"/points/{entry.pk}/reversal/", {"because": "重复登记"}).status_code == 303
    page = read(office, f"/points/{entry.pk}/")
    made = Reversal.objects.get(entry=entry)
    assert "重复登记" in page
    assert f"/points/{made.counter_id}/" in page
    counter = read(office, f"/points/{made.counter_id}/")
    assert f"/points/{entry.pk}/" in counter
    assert "共0分" in read(signed_in("secretary"))


def test_a_reversal_without_a_reason_or_twice_is_refused(signed_in, cast, entry):
    office = signed_in("district_officer")
    office.post(f"/points/{entry.pk}/reversal/", {"because": ""})
    assert not Reversal.objects.exists()
    reverse(entry=entry, because="重复登记", by=actor(cast.district_officer, AT))
    office.post(f"/points/{entry.pk}/reversal/", {"because": "再来一次"})
    assert Reversal.objects.count() == 1


@pytest.mark.parametrize("part", ["secretary", "street_officer", "leader", "member"])
def test_nobody_else_reverses(signed_in, entry, part):
    assert signed_in(part).post(f"/points/{entry.pk}/reversal/", {"because": "试"}).status_code == 403


def test_those_below_are_listed_without_rank(signed_in, entry):
    client = signed_in("street_officer")
    page = read(client, "/points/below/")
    assert "不是排名" in page
    assert "sort=total" not in page
    assert page.index("大学路商圈联合支部") > 0
    assert client.get("/points/below/?sort=total").status_code == 422
    assert client.get("/points/below/?format=xlsx").headers["Content-Type"].endswith("sheet")


def test_a_person_sees_his_own_points_and_the_secretary_those_of_the_branch(signed_in, cast, entry):
    mine = PointEntry.objects.get(person=cast.member.person)
    member = signed_in("member")
    assert f"/points/{mine.pk}/" in read(member, "/me/points/")
    assert "王师傅" in read(member, f"/points/{mine.pk}/")
    key = cast.member.person_id
    assert f"/points/{mine.pk}/" in read(signed_in("secretary"), f"/people/{key}/points/")
    assert signed_in("other_secretary").get(f"/people/{key}/points/").status_code == 404
    assert signed_in("other_secretary").get(f"/points/{mine.pk}/").status_code == 404
    assert member.get(f"/points/{entry.pk}/").status_code == 404


def test_pages_cost_the_same_however_many_entries_there_are(signed_in, cast, entry, django_assert_max_num_queries):
    pages = ("/points/", f"/points/{entry.pk}/", f"/people/{cast.member.person_id}/points/")
    client = signed_in("secretary")
    for address in pages:
        client.get(address)
        with django_assert_max_num_queries(15):
            client.get(address)
    ids = [gathering(cast, "L01", held_on=date(2018, 5, day), title=f"第{day}次").submission_id for day in range(2, 15)]
    approve(submission_ids=ids, by=actor(cast.street_officer, AT))
    for address in pages:
        with django_assert_max_num_queries(15):
            client.get(address)


def test_a_past_day_shows_the_points_known_then(signed_in, cast, entry):
    reverse(entry=entry, because="重复登记", by=actor(cast.district_officer, datetime(2018, 5, 18, 2, tzinfo=UTC)))
    client = signed_in("secretary")
    assert "共0分" in read(client)
    assert "共2分" in read(client, "/points/?on=2018-05-17")
    assert "共0分" in read(client, "/points/?on=2018-05-16")
    assert f"/points/{entry.pk}/" not in read(client, "/points/?on=2018-05-16")
    assert "共2分" in read(signed_in("member"), "/me/points/?on=2018-05-17")
