"""Packs are read by everyone, checked line by line, and published beside today's version."""

import copy
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.domain.duties.models import Pack
from taizhang.domain.duties.packfile import load
from tests.factories.duties import ERQI
from tests.people import assemble
from tests.web.district import browser_of

PAGE = "/packs/erqi-2018/1/"
OFTEN = {"every": "quarter", "warn": 20, "grace": 10}


def read(client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def sent(text: str) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("next.yaml", text.encode())}


def next_version(**changes) -> str:
    """The default pack as its second version, with a change in an institution."""
    content = copy.deepcopy(dict(load(ERQI).content))
    content |= {"version": 2, "valid_from": "2019-01-01"}
    content["institutions"][0] |= changes
    return yaml.safe_dump(content, allow_unicode=True)


def test_versions_are_listed_with_their_days(signed_in):
    page = read(signed_in("secretary"), "/packs/")
    assert "erqi-2018 v1" in page
    assert "有效" in page
    assert "检查规则包文件" not in page
    assert "检查规则包文件" in read(signed_in("district_officer"), "/packs/")


def test_a_version_shows_theme_mechanisms_projects_and_all_institutions(signed_in):
    page = read(signed_in("secretary"))
    for rule in load(ERQI).institutions:
        assert f"{PAGE}{rule.code}/" in page
        assert rule.name.zh in page
    for words in ("基层党建全面提升年", "责任落实机制", "红领", "未完成不超过2项", 'id="lights"'):
        assert words in page
    assert page.count("未核对") >= 11


def test_an_institution_says_its_clause_and_whether_it_applies_to_us(signed_in):
    applies = read(signed_in("secretary"), f"{PAGE}L01/")
    for words in ("第11条", "官方文本的转载", "青禾社区", "到会≥ 1/2", "照片、录像一律不作要求", "党员数：9"):
        assert words in applies
    assert "tz-badge-good" in applies.split("汇金社区第一支部</h2>")[1][:200]
    other = read(signed_in("secretary"), f"{PAGE}L10/")
    assert "不适用" in other.split("汇金社区第一支部</h2>")[1][:200]
    assert "组织种类：党支部" in other


@pytest.mark.parametrize("address", ["/packs/erqi-2018/9/", "/packs/nothing/1/", f"{PAGE}L99/"])
def test_what_does_not_exist_is_not_found(signed_in, address):
    assert signed_in("secretary").get(address).status_code == 404


def test_each_problem_stands_with_its_line_and_path(signed_in):
    broken = (
        Path(ERQI).read_text("utf-8").replace("weight: 10", "weight: -3", 1).replace("every: month", "every: moon", 1)
    )
    response = signed_in("district_officer").post("/packs/checks/", sent(broken))
    page = response.content.decode()
    assert response.status_code == 422
    line = next(n for n, text in enumerate(broken.splitlines(), 1) if "weight: -3" in text)
    assert f">{line}</" in page
    assert "institutions" in page
    assert "/tmp" not in page
    assert Pack.objects.count() == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00x", b"", b"- a\n- b\n", b"a: [1, 2"])
def test_what_is_no_pack_is_refused_in_words(signed_in, content):
    upload = SimpleUploadedFile("x.yaml", content)
    response = signed_in("district_officer").post("/packs/checks/", {"file": upload}, follow=True)
    assert response.status_code in {200, 422}
    assert Pack.objects.count() == 1


def test_a_check_shows_what_changes_and_publishes_nothing(signed_in):
    page = signed_in("district_officer").post("/packs/checks/", sent(next_version(rhythm=OFTEN))).content.decode()
    assert "与erqi-2018 v1相比的变化" in page
    assert "频次" in page
    assert "到期前20天提醒" in page
    assert "支部党员大会" in page
    assert Pack.objects.count() == 1


def test_a_check_says_for_how_many_organisations_it_holds(signed_in):
    page = (
        signed_in("district_officer")
        .post("/packs/checks/", sent(next_version(applies_if="members > 8")))
        .content.decode()
    )
    assert "适用的组织数" in page
    assert "members &gt; 8" in page


def test_a_checked_pack_is_published_once(signed_in):
    client = signed_in("district_officer")
    for _time in range(2):
        response = client.post("/packs/publications/", {"text": next_version(rhythm=OFTEN).replace("\n", "\r\n")})
        assert response.status_code == 303
        assert response.url == "/packs/erqi-2018/2/"
    assert Pack.objects.get(version=2).valid_from == date(2019, 1, 1)
    assert "待生效" in read(client, "/packs/")


def test_a_pack_that_begins_in_days_already_issued_is_refused(signed_in):
    text = next_version(rhythm=OFTEN).replace("2019-01-01", "2018-04-15")
    response = signed_in("district_officer").post("/packs/publications/", {"text": text}, follow=True)
    assert "已" in response.content.decode()
    assert Pack.objects.count() == 1


@pytest.mark.parametrize("part", ["secretary", "street_officer", "leader"])
def test_only_the_district_checks_and_publishes(signed_in, part):
    client = signed_in(part)
    assert client.post("/packs/checks/", sent("x")).status_code == 403
    assert client.post("/packs/publications/", {"text": "x"}).status_code == 403


def test_a_brand_new_district_has_no_pack_yet(db, settings):
    settings.TODAY = date(2018, 5, 18)
    client = browser_of(assemble().district_officer)
    assert "还没有发布规则包" in read(client, "/packs/")
    page = client.post("/packs/checks/", sent(Path(ERQI).read_text("utf-8"))).content.decode()
    assert "包含的内容" in page


def test_every_page_costs_a_fixed_number_of_queries(signed_in, django_assert_max_num_queries):
    client = signed_in("secretary")
    for address in (PAGE, f"{PAGE}L01/"):
        client.get(address)
        with django_assert_max_num_queries(15):
            client.get(address)
