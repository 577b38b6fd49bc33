"""Everything about a person is visible to that person."""

from datetime import UTC, date, datetime

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.actions.people import exempt, reveal
from taizhang.domain.orgs.models import Person
from taizhang.domain.orgs.models.membership import Ground
from taizhang.domain.records.actions import approve
from taizhang.domain.records.entry import DecisionEntry
from tests.people import assemble
from tests.web.district import actor, browser_of, gathering

AT = datetime(2018, 5, 17, 2, tzinfo=UTC)


def read(client, address: str = "/me/") -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_member_sees_branch_gatherings_and_points(signed_in, cast):
    held = gathering(cast, "L05")
    approve(submission_ids=[held.submission_id], by=actor(cast.street_officer, AT))
    page = read(signed_in("member"))
    for words in ("王师傅", "汇金社区第一支部", "学习党的十九大精神", "今年应到1次，到会1次", "共2分", "2018年6月16日"):
        assert words in page
    assert f"/records/{held.pk}/" in page


def test_everything_of_mine_is_two_taps_away(signed_in):
    page = read(signed_in("member"))
    addresses = ("/me/attendances/", "/me/points/", "/me/data/", "/accounts/password/change/", "/accounts/2fa/")
    for address in addresses:
        assert f'href="{address}' in page
        assert signed_in("member").get(address).status_code in {200, 302}


def test_an_exemption_is_shown_with_its_approver(signed_in, cast):
    exempt(
        person=cast.member.person,
        ground=Ground.ARTICLE_23,
        starts_on=date(2018, 1, 1),
        ends_on=None,
        by=actor(cast.secretary),
    )
    page = read(signed_in("member"))
    assert "经批准免予参加（第二十三条）" in page
    assert "周建华批准" in page


def test_a_decision_in_my_hands_is_told(signed_in, cast):
    decided = DecisionEntry(text="更换楼道灯", owner_id=cast.member.person_id, due_on=date(2018, 6, 10))
    held = gathering(cast, "L05", decisions=(decided,))
    approve(submission_ids=[held.submission_id], by=actor(cast.street_officer, AT))
    assert "更换楼道灯" in read(signed_in("member"))
    assert "更换楼道灯" not in read(signed_in("other_secretary"))


def test_all_my_gatherings_are_listed_and_leave_as_a_workbook(signed_in, cast):
    gathering(cast, "L05", absences={cast.member.person_id: ("leave", "住院")})
    page = read(signed_in("member"), "/me/attendances/")
    assert "请假" in page
    assert "住院" in page
    response = signed_in("member").get("/me/attendances/?format=xlsx")
    assert response.headers["Content-Type"].endswith("sheet")


def test_my_data_is_masked_until_i_look_and_my_look_is_logged(signed_in, cast):
    client, person = signed_in("member"), Person.objects.get(pk=cast.member.person_id)
    masked = read(client, "/me/data/")
    assert person.id_masked in masked
    response = client.post("/me/data/disclosure/", {"what": "id_number"})
    number = reveal(person=person, what="id_number", because="核对", by=actor(cast.secretary))
    assert number in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert number not in read(client, "/me/data/")
    looks = AuditEntry.objects.about(person.pk).filter(verb="people.reveal")
    assert [look.actor_name for look in looks] == ["王师傅", "周建华"]


def test_i_see_who_looked_and_why(signed_in, cast):
    reveal(person=cast.member.person, what="id_number", because="办理组织关系", by=actor(cast.secretary))
    page = read(signed_in("member"), "/me/data/")
    assert "办理组织关系" in page
    assert "办理组织关系" not in read(signed_in("other_secretary"), "/me/data/")


def test_i_see_who_can_see_me_and_nobody_else(signed_in):
    page = read(signed_in("member"), "/me/data/")
    for name in ("周建华", "李小川", "赵敏", "孙丽", "单国强"):
        assert name in page
    assert "陈玉梅" not in page
    assert "审计管理员丙" not in page


def test_an_item_that_is_not_protected_is_refused(signed_in):
    response = signed_in("member").post("/me/data/disclosure/", {"what": "name"})
    assert response.status_code == 303
    assert not AuditEntry.objects.filter(verb="people.reveal").exists()


@pytest.mark.parametrize("part", ["member", "system_admin", "district_officer"])
def test_everyone_has_a_page_even_before_the_first_pack(db, settings, part):
    settings.TODAY = date(2018, 5, 18)
    client = browser_of(getattr(assemble(), part))
    for address in ("/me/", "/me/data/", "/me/attendances/", "/me/points/"):
        read(client, address)


def test_the_pages_cost_the_same_however_much_there_is(signed_in, cast, django_assert_max_num_queries):
    client = signed_in("member")
    for day in range(1, 15):
        gathering(cast, "L01", held_on=date(2018, 5, day), title=f"第{day}次")
        reveal(person=cast.member.person, what="id_number", because=f"核对{day}", by=actor(cast.secretary))
    for address in ("/me/", "/me/data/", "/me/attendances/"):
        client.get(address)
        with django_assert_max_num_queries(15):
            client.get(address)
