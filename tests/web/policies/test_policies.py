"""Everyone reads the switches and their clauses; only the district office sets one, by a document; all are told."""

import pytest

from taizhang.domain.notices.models import Notice
from taizhang.domain.policies.models import Warrant
from taizhang.domain.policies.queries import is_on
from taizhang.domain.policies.switches import Switch
from tests.factories import policies
from tests.web.district import actor

TYPED = {
    "number": "二七办〔2018〕12号",
    "title": "关于开展试点的通知",
    "issuer": "二七区委办公室",
    "starts_on": "2018-05-18",
    "ends_on": "2018-12-31",
    "because": "上级部署的试点",
}


def read(client, address: str = "/policies/") -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_whoever_works_here_reads_every_switch_with_its_clause_and_all_are_off(signed_in):
    page = read(signed_in("secretary"))
    for words in ("扫码自助报到", "完成率排名", "要求照片佐证", "亮灯当日上级可见", "街道和单位自行制表"):
        assert words in page
    assert page.count("国办函〔2026〕12号") >= 4
    assert "人脸识别" in page
    assert "开启至" not in page
    assert page.count(">关闭</span>") == len(Switch)


def test_a_member_without_a_post_and_an_administrator_are_not_shown_them(signed_in):
    assert [signed_in(part).get("/policies/").status_code for part in ("member", "system_admin")] == [403, 403]


@pytest.mark.parametrize("part", ["secretary", "street_officer", "leader"])
def test_nobody_but_the_district_office_sets_a_switch(signed_in, part):
    client = signed_in(part)
    assert "凭此文件开启" not in read(client, "/policies/ranking/")
    client.post("/policies/ranking/", TYPED)
    assert "只能由区级党建办设置" in read(client, "/policies/")
    assert not Warrant.objects.exists()


def test_the_district_office_switches_on_by_a_document_and_everybody_is_told(signed_in, cast):
    client = signed_in("district_officer")
    answer = client.post("/policies/ranking/", TYPED)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/policies/ranking/")
    warrant = Warrant.objects.get()
    assert is_on(Switch.RANKING, on=warrant.starts_on)
    page = read(client, "/policies/ranking/")
    assert "二七办〔2018〕12号《关于开展试点的通知》" in page
    told = set(Notice.objects.filter(kind="policy-switched").values_list("person_id", flat=True))
    assert {cast.secretary.person_id, cast.street_officer.person_id, cast.leader.person_id} <= told
    assert cast.system_admin.person_id not in told


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": ""}, "文号"),
        ({"starts_on": "2018-05-17"}, "不能溯及既往"),
        ({"ends_on": "2020-01-01"}, "最长不超过一年"),
        ({"ends_on": "never"}, "输入一个有效的日期"),
    ],
)
def test_a_wrong_document_is_answered_beside_the_form_and_nothing_typed_is_lost(signed_in, wrong, said):
    answer = signed_in("district_officer").post("/policies/photos/", TYPED | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "关于开展试点的通知" in page
    assert said in page
    assert not Warrant.objects.exists()


def test_it_is_switched_off_with_a_reason_and_the_history_says_so(signed_in, cast, settings):
    warrant = policies.warrant(Switch.PHOTOS, actor(cast.district_officer))
    settings.TODAY = warrant.starts_on.replace(day=20)
    client = signed_in("district_officer")
    address = f"/policies/warrants/{warrant.pk}/ending/"
    client.post(address, {"because": " "})
    assert is_on(Switch.PHOTOS, on=settings.TODAY)
    assert client.post(address, {"because": "试点结束"}).status_code == 303
    page = read(client, "/policies/photos/")
    assert "试点结束" in page
    assert not is_on(Switch.PHOTOS, on=settings.TODAY)


def test_what_was_just_recorded_is_undone_by_one_press(signed_in):
    client = signed_in("district_officer")
    client.post("/policies/photos/", TYPED)
    warrant = Warrant.objects.get()
    assert f"/policies/warrants/{warrant.pk}/ending/" in read(client, "/policies/photos/")
    client.post(f"/policies/warrants/{warrant.pk}/ending/")
    assert not Warrant.objects.exists()


def test_there_is_no_switch_for_what_is_forbidden(signed_in):
    for code in ("location", "face", "online-time"):
        answer = signed_in("district_officer").get(f"/policies/{code}/")
        assert answer.status_code in (404, 422)
        assert "没有开关的功能无法开启" in answer.content.decode()


def test_the_pages_ask_little_of_the_database(signed_in, django_assert_max_num_queries):
    client = signed_in("district_officer")
    for address in ("/policies/", "/policies/ranking/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)
