"""Self check-in: not there while the switch is off; voluntary, without place or hour, and gone once handed in."""

import re
from datetime import date

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.actions.exempting import exempt
from taizhang.domain.orgs.models.membership import Ground
from taizhang.domain.policies.switches import Switch
from taizhang.domain.records.models import Activity, Attendance, CheckIn, Draft
from taizhang.kernel.ids import uuid7
from taizhang.web.records.checkin import SIGNER
from tests.factories import policies
from tests.web.district import actor

TYPED = {"organization": "HJ1", "title": "主题党日", "held_on": "2018-05-16", "institutions": ["L05"]}
NEW = "/records/new/?organization=HJ1"


@pytest.fixture
def switched_on(cast):
    return policies.warrant(Switch.CHECK_IN, actor(cast.district_officer))


def begun(client, key=None) -> str:
    """A gathering that is being recorded; the address of its code's page."""
    key = key or uuid7()
    answer = client.post(f"/records/drafts/{key}/check-in/", TYPED | {"id": str(key)})
    assert answer.status_code == 303, answer.content.decode()
    return answer.headers["Location"]


def token(client, address: str) -> str:
    page = client.get(address).content.decode()
    assert "<svg" in page
    return SIGNER.sign(re.search(r"drafts/([0-9a-f-]{36})/", address)[1])


def test_while_it_is_off_there_is_no_button_no_code_and_no_page(signed_in, cast):
    client, key = signed_in("secretary"), uuid7()
    client.post(f"/records/drafts/{key}/", TYPED)
    assert "出示报到二维码" not in client.get(f"{NEW}&draft={key}").content.decode()
    for method in (client.get, client.post):
        answer = method(f"/records/drafts/{key}/check-in/", {"organization": "HJ1"})
        assert answer.status_code == 404
        assert "扫码自助报到未开启" in answer.content.decode()
    assert signed_in("member").get(f"/check-in/{SIGNER.sign(str(key))}/").status_code == 404
    assert not CheckIn.objects.exists()


def test_a_member_says_so_himself_and_the_recorder_sees_it(signed_in, cast, switched_on):
    client = signed_in("secretary")
    address = begun(client)
    assert "出示报到二维码" in client.get(f"{NEW}&draft={Draft.objects.get().pk}").content.decode()
    here = f"/check-in/{token(client, address)}/"
    member = signed_in("member")
    assert "我到了" in member.get(here).content.decode()
    before = AuditEntry.objects.count()
    for _again in range(2):
        assert member.post(here).status_code == 303
    assert CheckIn.objects.get().person_id == cast.member.person_id
    assert AuditEntry.objects.count() == before
    key = Draft.objects.get().pk
    page = client.get(f"{NEW}&draft={key}").content.decode()
    assert page.count("本人已报到") == 1
    member.post(here, {"back": "1"})
    assert not CheckIn.objects.exists()


def test_who_need_not_come_but_says_that_he_is_here_is_ticked_until_the_recorder_unticks(signed_in, cast, switched_on):
    by = actor(cast.district_officer)
    exempt(person=cast.member.person, ground=Ground.ARTICLE_23, starts_on=date(2018, 5, 1), ends_on=None, by=by)
    client = signed_in("secretary")
    address = begun(client)
    signed_in("member").post(f"/check-in/{token(client, address)}/")
    key, came = Draft.objects.get().pk, f'value="{cast.member.person_id}" id="came-{cast.member.person_id}"'
    page = client.get(f"{NEW}&draft={key}").content.decode()
    assert re.search(re.escape(came) + r"[^>]* checked", page)
    client.post(f"/records/drafts/{key}/", TYPED | {"id": str(key), "seen": str(cast.member.person_id)})
    page = client.get(f"{NEW}&draft={key}").content.decode()
    assert not re.search(re.escape(came) + r"[^>]* checked", page)


def test_whoever_says_nothing_is_present_by_the_recorders_word_and_nothing_is_left_once_handed_in(
    signed_in, cast, switched_on
):
    client, key = signed_in("secretary"), uuid7()
    address = begun(client, key)
    signed_in("member").post(f"/check-in/{token(client, address)}/")
    assert client.post(NEW, TYPED | {"id": str(key)}).status_code == 303
    assert Activity.objects.get().present == 9
    assert not CheckIn.objects.exists()
    names = {field.name for field in (*CheckIn._meta.get_fields(), *Attendance._meta.get_fields())}
    assert not {name for name in names if "place" in name or "hour" in name or name.endswith("_at")}
    assert CheckIn._meta.pk.default().version == 4  # an identifier that tells no time


@pytest.mark.parametrize("wrong", ["x", "", "forged"])
def test_a_code_that_is_old_or_forged_is_answered_in_a_sentence(signed_in, cast, switched_on, wrong):
    client = signed_in("secretary")
    good = token(client, begun(client))
    asked = {"x": "x", "forged": good[:-3] + "abc", "": SIGNER.sign(str(uuid7()))}[wrong]
    answer = signed_in("member").get(f"/check-in/{asked}/")
    assert answer.status_code == 404
    assert "二维码已失效" in answer.content.decode()


def test_a_stranger_is_no_guest_by_himself_and_nobody_shows_the_code_of_another(signed_in, cast, switched_on):
    client = signed_in("secretary")
    address = begun(client)
    signed_in("other_secretary").post(f"/check-in/{token(client, address)}/")
    assert not CheckIn.objects.exists()
    assert signed_in("recorder").get(address).status_code == 404
    assert signed_in("member").get(address).status_code == 403


def test_a_form_that_was_just_opened_is_given_the_button_with_its_first_preview(signed_in, cast, switched_on):
    client, key = signed_in("secretary"), str(uuid7())
    opened = client.get(NEW, follow=True).content.decode()
    assert 'id="check-in-code"></span>' in opened and 'hx-trigger="load' in opened
    part = client.post("/records/preview/", {**TYPED, "id": key}).content.decode()
    assert "出示报到二维码" in part
    address = re.search(r'formaction="(/records/drafts/[0-9a-f-]{36}/check-in/)"', part)[1]
    assert client.post(address, TYPED).headers["Location"] == address
    assert Draft.objects.get().body["title"] == ["主题党日"]


def test_while_it_is_off_no_preview_brings_it(signed_in, cast):
    assert "出示报到二维码" not in signed_in("secretary").post("/records/preview/", TYPED).content.decode()
