"""Help texts: complete in both languages, short, and true to what stands on the pages."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext

from taizhang.domain.access.roles import Role
from taizhang.domain.duties.packfile import load
from taizhang.packs import DEFAULT
from taizhang.web.help.posts import MEMBER, posts
from taizhang.web.help.topics import topic_of, topics
from taizhang.web.help.wording import Words
from taizhang.web.kit.nav import MENU
from tests.addresses import addresses

CHINESE = re.compile("[\u4e00-\u9fff]")
SHORT = {"zh": 140, "en": 420}  # signs of one answer


def every_text() -> list[Words]:
    told = [text for each in topics() for text in each.texts()]
    return told + [step.text for each in posts() for step in each.steps]


@pytest.mark.parametrize("text", every_text(), ids=lambda text: text.en[:40])
def test_a_text_is_there_in_both_languages_and_short(text):
    without_names = re.sub(r"\{[^}]*\}|\[[^\]]*\]", "", text.en).replace("简, 繁", "")
    assert CHINESE.search(text.zh)
    assert text.en and not CHINESE.search(without_names)
    assert len(text.zh) <= SHORT["zh"]
    assert len(text.en) <= SHORT["en"]


@pytest.mark.parametrize("label", sorted({label for text in every_text() for label in text.labels()}))
def test_a_button_it_names_is_a_button_of_the_product(label):
    with translation.override("zh-hans"):
        assert gettext(label) != label


def test_a_place_it_names_stands_in_the_menu():
    named = {place for text in every_text() for place in text.places()}
    assert named - {item.url for item in MENU} == set()


def test_both_languages_name_the_same_buttons_and_places():
    for text in every_text():
        zh, en = Words(text.zh, text.zh), Words(text.en, text.en)
        assert (zh.labels(), zh.places()) == (en.labels(), en.places()), text.en


def test_every_post_has_a_tour_of_three_to_six_steps_and_a_guide():
    assert {each.code for each in posts()} == {*(role.value for role in Role), MEMBER}
    for post in posts():
        assert 3 <= len(post.steps) <= 6
        assert post.first
        assert post.second


def test_codes_are_single():
    codes = [each.code for each in topics()]
    assert len(codes) == len(set(codes))


def test_the_question_mark_of_every_room_leads_to_its_topic():
    """Of every item of the menu; a topic's own beginnings are addresses that exist."""
    for item in MENU:
        assert topic_of(item.url) is not None, item.url
    there = ["/" + one.pattern for one in addresses()]
    for page in (page for each in topics() for page in each.pages):
        assert any(address.startswith(page) for address in there), page


def test_every_page_has_a_topic():
    """But for help itself, the history of whatever a page shows, and what is no page of anybody's work."""
    without = ("/help/", "/history/", "/gallery/", "/language/", "/healthz", "/demo/", "/feeds/", "/check-in/", "/api/")
    lost = {"/" + one.pattern for one in addresses() if topic_of("/" + one.pattern) is None}
    assert not {address for address in lost if not address.startswith(without)}


def test_the_longest_beginning_wins_and_home_is_only_home():
    assert topic_of("/").code == "today"
    assert topic_of("/duties/issuances/").code == "issuing"
    assert topic_of("/duties/5/").code == "duties"
    assert topic_of("/nowhere/") is None


def test_each_of_the_nineteen_institutions_has_rule_source_and_example_in_both_languages():
    pack = load(DEFAULT)
    assert len(pack.institutions) == 19
    for rule in pack.institutions:
        assert rule.basis, rule.code
        for text in (rule.name, rule.short, rule.rule, rule.example, rule.source):
            assert CHINESE.search(text.zh), rule.code
            assert text.en and not CHINESE.search(text.en), rule.code
        assert len({rule.rule.zh, rule.example.zh, rule.source.zh}) == 3
