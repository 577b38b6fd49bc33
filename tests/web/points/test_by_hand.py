"""Entering a bonus or a veto: who may, what the page offers, how it is undone, and who reads it."""

import pytest

from taizhang.domain.points.models import PointEntry
from taizhang.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
NEW = "/points/new/?organization=HJ1"


def sent(**changes):
    values = {"id": str(uuid7()), "rule": "commendation", "happened_on": "2018-05-16", "because": "区委表彰文件"}
    return {**values, **changes}


def test_only_who_may_correct_points_finds_the_form(signed_in, cast):
    assert signed_in("district_officer").get(NEW).status_code == 200
    for part in ("secretary", "street_officer", "leader", "member", "audit_admin"):
        assert signed_in(part).get(NEW).status_code == 403, part
        assert signed_in(part).post(NEW, sent()).status_code == 403, part
    assert not PointEntry.objects.exists()


def test_the_form_offers_the_clauses_with_their_points_and_no_field_for_a_score(signed_in, cast):
    page = signed_in("district_officer").get(NEW).content.decode()
    assert "受上级表彰 · 加分 +2" in page and "一票否决事项" in page
    assert 'type="number"' not in page and 'name="amount"' not in page


def test_a_bonus_is_entered_told_and_undone(signed_in, cast):
    client = signed_in("district_officer")
    response = client.post(NEW, sent(amount="99"))
    entry = PointEntry.objects.get()
    assert (response.status_code, response.url) == (303, f"/points/{entry.pk}/")
    assert (entry.amount, entry.kind, entry.because) == (2, "bonus", "区委表彰文件")
    page = client.get(response.url).content.decode()
    assert f"/points/{entry.pk}/undo/" in page and "区委表彰文件" in page
    assert "区委表彰文件" in signed_in("secretary").get("/points/").content.decode()
    assert "录入积分2" in signed_in("secretary").get("/organizations/HJ1/history/").content.decode()
    assert client.post(f"/points/{entry.pk}/undo/").status_code == 303
    assert PointEntry.objects.filter(reverses=entry).exists()


def test_a_veto_of_a_member_is_entered_from_the_points_of_the_member(signed_in, cast):
    client, key = signed_in("district_officer"), cast.secretary.person_id
    page = client.get(f"/people/{key}/points/").content.decode()
    assert f"/points/new/?organization=HJ1&amp;person={key}" in page
    form = client.get(f"{NEW}&person={key}").content.decode()
    assert "一票否决事项" in form and "受上级表彰" not in form
    assert client.post(f"{NEW}&person={key}", sent(rule="veto", because="受党纪处分")).status_code == 303
    assert "一票否决" in signed_in("secretary").get("/me/points/").content.decode()


def test_what_is_refused_stands_beside_the_form_with_what_was_typed(signed_in, cast):
    client = signed_in("district_officer")
    response = client.post(NEW, sent(happened_on="2018-12-31"))
    page = response.content.decode()
    assert response.status_code == 422 and "尚未到来" in page and "区委表彰文件" in page
    assert client.post(NEW, sent(because="")).status_code == 422
    assert client.post(NEW, sent(rule="L05")).status_code == 422


@pytest.mark.parametrize("person", ["1", "00000000-0000-0000-0000-000000000000"])
def test_a_stranger_in_the_address_is_not_there(signed_in, cast, person):
    assert signed_in("district_officer").get(f"{NEW}&person={person}").status_code == 404


def test_nobody_undoes_what_another_entered(signed_in, cast):
    signed_in("district_officer").post(NEW, sent())
    entry = PointEntry.objects.get()
    for part in ("street_officer", "secretary"):
        assert signed_in(part).post(f"/points/{entry.pk}/undo/").status_code == 403
