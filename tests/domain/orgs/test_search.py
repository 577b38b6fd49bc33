"""Search: by characters, pinyin and initials, within what the seeker may see."""

import pytest

from taizhang.domain.access.policy import scope
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.identities import set_phone
from taizhang.domain.orgs.models import Organization, Person
from taizhang.domain.orgs.names import placement
from taizhang.domain.orgs.search import find, find_people, is_private, search_text, sort_key
from taizhang.domain.orgs.secrets import reveal
from tests.factories import orgs
from tests.factories.orgs import DAY


def names(words: str, paths=("/",), on=DAY) -> set[str]:
    return {hit.name for hit in find(words, paths=paths, on=on)}


@pytest.mark.parametrize("words", ["汇金社区", "hjsq", "HJSQ", "huijinshequ", "ｈｊｓｑ", " hjsq ", "金社"])
def test_a_community_is_found_by_characters_pinyin_and_initials(cast, words):
    assert "中共二七区汇金社区委员会" in names(words)


@pytest.mark.parametrize("words", ["周建华", "zjh", "zhoujianhua", "ZhouJian"])
def test_a_person_is_found_with_the_branch(cast, words):
    hits = [hit for hit in find(words, paths=["/"], on=DAY) if hit.kind == "person"]
    assert [(hit.name, hit.where, hit.code) for hit in hits] == [("周建华", "汇金社区第一支部", "HJ1")]


def test_a_surname_with_its_own_reading_is_found_by_that_reading(cast):
    assert "单国强" in names("shanguoqiang")
    assert "单国强" not in names("danguoqiang")


def test_every_word_must_be_found(cast):
    assert names("汇金 第二") == {"汇金社区第二支部"}
    assert names("汇金 天文") == set()


def test_an_organisation_is_found_by_its_code(cast):
    assert "汇金社区第一支部" in names("hj1")


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "' OR 1=1"])
def test_nothing_and_wild_cards_find_nothing(cast, words):
    assert names(words) == set()


def test_a_secretary_finds_nobody_of_another_branch(cast):
    paths = scope(cast.secretary, Permission.PEOPLE_VIEW, on=DAY).paths
    assert names("周建华", paths) == {"周建华"}
    assert names("陈玉梅", paths) == set()
    assert names("汇金", paths) == {"汇金社区第一支部"}


def test_a_path_given_as_text_opens_everything_below_it(cast):
    assert names("支部", [placement(cast.unit, DAY).path]) == {"区教育局机关支部"}
    assert names("支部", []) == set()


def test_a_search_is_three_queries_at_most(cast, django_assert_num_queries):
    with django_assert_num_queries(3):
        find("汇金", paths=["/"], on=DAY)


def test_a_search_as_of_a_day_before_the_founding_finds_nothing(cast):
    assert names("汇金", on=orgs.FOUNDED.replace(year=2009)) == set()


def test_at_most_so_many_of_each_kind_are_answered(cast):
    hits = find("党员", paths=["/"], on=DAY, limit=2)
    assert len(hits) == 2


def test_names_sort_by_syllable_and_tone():
    people = ["张三", "曾一", "单雪", "阿伟", "长孙明", "陈一", "程一"]
    assert sorted(people, key=sort_key) == ["阿伟", "陈一", "程一", "单雪", "曾一", "张三", "长孙明"]


def test_organisations_are_read_as_phrases():
    assert search_text("重庆路") == "重庆路 chongqinglu cql"
    assert search_text("Ｔ1栋") == "t1栋 t1dong td"


def test_what_is_called_so_comes_before_what_begins_so_and_what_only_contains_it(cast):
    for name in ("李党员", "党员甲乙", "党员"):
        person(name)
    found = [hit.name for hit in find_people("党员", paths=["/"], on=DAY, limit=3)]
    assert found[:2] == ["党员", "党员甲乙"]
    found = [hit.name for hit in find_people("dy", paths=["/"], on=DAY, limit=30)]
    assert found.index("党员") < found.index("李党员")


def test_a_person_is_found_by_the_number_its_last_four_or_the_telephone(cast):
    member = Person.objects.get(name="王师傅")
    number = reveal(member.id_number)
    set_phone(member, "13800001234", allow_fictional=True)
    member.save()
    for words in (number, number[-4:], number.lower(), "13800001234"):
        assert "王师傅" in {hit.name for hit in find_people(words, paths=["/"], on=DAY)}, words
    assert find_people(number[:-1], paths=["/"], on=DAY) == []
    assert find_people(number, paths=[placement(cast.unit, DAY).path], on=DAY) == []


@pytest.mark.parametrize(
    ("words", "private"), [("11010119800101002X", True), ("13800001234", True), ("002X", False), ("周建华", False)]
)
def test_whole_numbers_are_private_words(words, private):
    assert is_private(words) is private


def person(name: str) -> Person:
    """A member of the first branch."""
    return orgs.person(Organization.objects.get(code="HJ1"), name=name)
