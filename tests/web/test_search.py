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
    with django_assert_max_num_queries(9):
        find(client, "单")


def test_searching_as_of_an_earlier_day_finds_who_was_there(sign_in, tree, members):
    Membership.objects.filter(organization=tree.east_first.organization).update(ends_on=date(2018, 4, 1))
    client = sign_in(Role.DISTRICT_OFFICE)
    assert "单雄信" not in find(client, "sxx")
    assert "单雄信" in client.get("/search/?q=sxx&on=2018-03-01").content.decode()
