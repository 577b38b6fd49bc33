"""Search finds what is in reach, by characters, pinyin and initials, and nothing else."""

from datetime import date

import pytest

from taizhang.domain.access.roles import Role
from taizhang.domain.orgs.models import Membership, Person
from taizhang.domain.orgs.search import search_text
from tests.web.cast import FOUNDED

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(tree):
    for place, name in ((tree.east_first, "单雄信"), (tree.west_first, "单雄忠")):
        person = Person.objects.create(name=name, sort_key=name, search=search_text(name, surname=True))
        Membership.objects.create(person=person, organization=place.organization, standing="formal", starts_on=FOUNDED)
    for place in (tree.east, tree.east_first, tree.west):
        place.search = search_text(place.name)
        place.save()


def find(client, words: str, page: str = "/search/") -> str:
    return client.get(page, {"q": words}).content.decode()


@pytest.mark.parametrize("words", ["单雄信", "雄信", "shanxiongxin", "sxx"])
def test_a_person_is_found_by_characters_pinyin_and_initials(sign_in, members, words):
    assert "单雄信" in find(sign_in(Role.DISTRICT_OFFICE), words)


@pytest.mark.parametrize("words", ["东街", "dongjie", "dj"])
def test_an_organization_is_found_and_opens(sign_in, members, words):
    page = find(sign_in(Role.DISTRICT_OFFICE), words)
    assert 'href="/organizations/E/"' in page


def test_nobody_finds_beyond_his_reach(sign_in, tree, members):
    page = find(sign_in(Role.OFFICE, over=tree.east), "单雄")
    assert "单雄信" in page
    assert "单雄忠" not in page


def test_nothing_found_says_so(sign_in, members):
    assert "tz-empty" in find(sign_in(Role.DISTRICT_OFFICE), "xyzzy")


def test_suggestions_are_a_fragment(sign_in, members):
    client = sign_in(Role.DISTRICT_OFFICE)
    page = client.get("/search/suggestions/?q=sxx", headers={"HX-Request": "true"}).content.decode()
    assert "单雄信" in page
    assert "<html" not in page


def test_a_search_costs_the_same_however_much_is_found(sign_in, tree, members, django_assert_max_num_queries):
    client = sign_in(Role.DISTRICT_OFFICE)
    with django_assert_max_num_queries(15):
        find(client, "单")


def test_searching_as_of_an_earlier_day_finds_who_was_there(sign_in, tree, members):
    Membership.objects.filter(organization=tree.east_first.organization).update(ends_on=date(2018, 4, 1))
    client = sign_in(Role.DISTRICT_OFFICE)
    assert "单雄信" not in find(client, "sxx")
    assert "单雄信" in client.get("/search/?q=sxx&on=2018-03-01").content.decode()


def test_words_sent_by_post_stand_in_no_address_and_the_answer_is_kept_nowhere(sign_in, members):
    client = sign_in(Role.DISTRICT_OFFICE)
    answer = client.post("/search/suggestions/", {"q": "sxx"}, headers={"HX-Request": "true"})
    assert "单雄信" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_of_the_menu_is_found_by_its_first_letters(sign_in, members):
    client = sign_in(Role.DISTRICT_OFFICE)
    assert 'href="/reviews/"' in find(client, "sh", "/search/suggestions/")
    assert 'href="/audit/"' not in find(client, "sjrz", "/search/suggestions/")


def test_what_a_role_may_not_see_is_not_found(sign_in, members):
    assert sign_in(Role.SYSTEM_ADMIN).get("/search/?q=单").status_code == 403


def test_no_words_say_what_can_be_found(sign_in, members):
    page = find(sign_in(Role.DISTRICT_OFFICE), "")
    assert "身份证号后四位" in page and "组织代码" in page


@pytest.mark.parametrize(
    "words", ["%", "_", "\\", "' OR 1=1", "<script>", "🙂", "\u202e", "张" * 500, "2018-13-45", "99999999"]
)
def test_strange_words_find_nothing_and_harm_nothing(sign_in, members, words):
    page = find(sign_in(Role.DISTRICT_OFFICE), words)
    assert "tz-empty" in page and "<script>" not in page.split("<main")[1]


def test_a_whole_number_in_an_address_is_answered_with_a_warning_and_not_written_back(sign_in, members):
    page = find(sign_in(Role.DISTRICT_OFFICE), "11010119800101002X")
    assert "浏览器历史" in page
    assert 'value="11010119800101002X"' not in page.split("<main")[1]
