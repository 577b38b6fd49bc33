"""Help by question and by post, the tour that is put away, and the rule where the question arises."""

import re

import pytest
from django.test import Client

from taizhang.domain.duties.models import Duty
from taizhang.domain.preferences.models import Tour
from taizhang.web.help.posts import posts
from taizhang.web.help.topics import topics
from tests.factories import preferences
from tests.web.district import browser_of

PARTS = {
    "secretary": "secretary", "recorder": "recorder", "office": "street_officer", "district_office": "district_officer",
    "leader": "leader", "member": "member", "system_admin": "system_admin", "security_admin": "security_admin",
    "audit_admin": "audit_admin",
}  # fmt: skip
OFFER = "data-tour-start"


def read(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def test_whoever_cannot_sign_in_finds_help(cast):
    assert "/help/sign-in/" in read(Client(), "/accounts/login/")
    assert "连续输错五次" in read(Client(), "/help/sign-in/")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_topic_and_guide_opens_for_everybody(cast, language):
    client = Client()
    client.cookies["django_language"] = language
    for address in [each.url for each in topics()] + [
        f"/help/{kind}/{each.code}/" for kind in ("guides", "tours") for each in posts()
    ]:
        assert client.get(address).status_code == 200, address


def test_what_is_not_there_is_said(cast):
    for address in ("/help/nothing/", "/help/guides/nobody/", "/help/tours/nobody/"):
        page = Client().get(address)
        assert page.status_code == 404
        assert "没有关于" in page.content.decode()


def test_the_questions_of_my_post_come_first(cast):
    page = read(browser_of(cast.street_officer), "/help/")
    assert page.index("/help/review/") < page.index("其他问题") < page.index("/help/vote/")


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("撤回", "zh-hans", "/help/returned/"),
        ("冲正", "zh-hans", "/help/points/"),
        ("照片 佐證", "zh-hant", ""),
        ("undo", "en", "/help/today/"),
        ("轉接", "zh-hant", "/help/people/"),
    ],
)
def test_help_is_searched_in_the_words_of_the_reader(cast, words, language, found):
    client = browser_of(cast.secretary)
    client.cookies["django_language"] = language
    page = read(client, f"/help/?q={words}")
    assert (found or 'class="tz-empty') in page


def test_institutions_are_found_too_by_who_may_read_the_pack(cast):
    assert "/help/institutions/L06/" in read(browser_of(cast.secretary), "/help/?q=批评和自我批评")
    assert "/help/institutions/L06/" not in read(Client(), "/help/?q=批评和自我批评")


def test_odd_searches_are_harmless(cast):
    for words in ("%", "<script>", "'", "a" * 3000, "\u202e"):
        assert Client().get("/help/", {"q": words}).status_code == 200
    assert "<script>alert" not in read(Client(), "/help/?q=<script>alert(1)</script>")


@pytest.mark.parametrize(("post", "part"), PARTS.items())
def test_the_tour_is_offered_put_away_and_taken_out_again(cast, post, part):
    client, start = browser_of(getattr(cast, part)), "/me/" if post == "member" else "/"
    assert OFFER in read(client, start)
    client.post(f"/help/tours/{post}/ending/")
    assert OFFER not in read(client, start)
    assert OFFER not in read(browser_of(getattr(cast, part)), start)
    client.post(f"/help/tours/{post}/beginning/")
    assert OFFER in read(client, start)


def test_putting_it_away_twice_is_harmless_and_concerns_nobody_else(cast):
    preferences.tour("secretary", cast.secretary)
    browser_of(cast.secretary).post("/help/tours/secretary/ending/")
    assert Tour.objects.count() == 1
    assert OFFER in read(browser_of(cast.other_secretary), "/")


def test_without_a_script_the_steps_are_a_page(cast):
    page = read(Client(), "/help/tours/secretary/")
    assert page.count("<li>") >= 6
    assert "记一次活动" in page


def test_a_stranger_puts_nothing_away(cast):
    assert Client().post("/help/tours/secretary/ending/").status_code == 302
    assert not Tour.objects.exists()


@pytest.mark.parametrize("code", [f"L{number:02}" for number in range(1, 20)])
def test_each_institution_tells_rule_source_and_example(cast, code):
    client = browser_of(cast.member)
    part = client.get(f"/help/institutions/{code}/", headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert re.search('tz-help-example">示例', part)
    assert "来源：" in part
    assert "<html" in read(client, f"/help/institutions/{code}/")


def test_an_institution_that_is_not_in_the_pack_is_said(cast):
    assert browser_of(cast.member).get("/help/institutions/L99/").status_code == 404


def test_the_rule_stands_where_it_is_asked_for(cast):
    client = browser_of(cast.secretary)
    form = read(client, "/records/new/")
    assert form.count("data-help") >= 15
    assert "示例：青禾社区" in form
    assert 'hx-get="/help/institutions/L05/"' in read(client, "/ledger/")
    duty = Duty.objects.get(organization=cast.first, institution="L05", occurrence="2018-M05")
    assert "示例：青禾社区" in read(client, f"/duties/{duty.pk}/")
