"""Saved filters on pages: kept from a list, opened, shared, and never a way around one's reach."""

import re

import pytest

from taizhang.domain.access.roles import Reach, Role
from taizhang.domain.preferences.models import SavedFilter
from tests.web.cast import browser_of, hold, someone

pytestmark = pytest.mark.django_db
PLACES = "/organizations/"


@pytest.fixture
def office(tree):
    """Two officers of the district and a secretary of one branch."""
    people = {name: someone(name) for name in ("chen", "zhao", "wang")}
    hold(people["chen"], Role.DISTRICT_OFFICE, tree.district)
    hold(people["zhao"], Role.DISTRICT_OFFICE, tree.district)
    hold(people["wang"], Role.SECRETARY, tree.east_first, Reach.OWN)
    return {name: browser_of(account) for name, account in people.items()}


def keep(client, name="东街", query="q=东街&kind=branch", address=PLACES) -> SavedFilter:
    response = client.post("/me/filters/", {"address": address, "query": query, "name": name})
    assert response.status_code == 303, response.status_code
    return SavedFilter.objects.get(account=client.account, name=name)


def names(response) -> list[str]:
    """The organisations of a page."""
    return re.findall(r'href="/organizations/\w+/">([^<]+)</a> <small', response.content.decode())


def test_a_list_offers_to_keep_its_conditions_and_then_shows_them_kept(office):
    client = office["chen"]
    page = client.get(PLACES + "?q=东街&kind=branch").content.decode()
    form = re.search(r'<input type="hidden" name="query" value="([^"]+)">', page)[1].replace("&amp;", "&")
    assert form == "kind=branch&q=%E4%B8%9C%E8%A1%97"
    saved = keep(client, query=form)
    opened = client.get(f"{saved.address}?{saved.query}")
    assert names(opened) == ["东街第一支部", "东街第二支部"]
    assert "东街</summary>" in opened.content.decode()
    assert 'name="query"' not in opened.content.decode()  # nothing new to keep


def test_places_in_a_list_are_no_conditions(office):
    saved = keep(office["chen"], query="?kind=branch&after=abc&before=x&format=xlsx&id=1&all=1&q=&columns=name,kind")
    assert saved.query == "columns=name%2Ckind&kind=branch"


def test_a_list_opens_with_the_filter_chosen_for_it_and_still_shows_everything_when_asked(office):
    client = office["chen"]
    saved = keep(client)
    client.post(f"/me/filters/{saved.pk}/opening/", {"wanted": "1"})
    assert client.get(PLACES).url == f"{PLACES}?{saved.query}"
    assert len(names(client.get(PLACES + "?show=all"))) == 6
    assert office["zhao"].get(PLACES).status_code == 200  # it is chen's choice alone
    assert client.get(PLACES, {"format": "xlsx"}).status_code == 200
    client.post(f"/me/filters/{saved.pk}/opening/", {"wanted": ""})
    assert client.get(PLACES).status_code == 200


def test_taking_the_last_condition_away_shows_everything(office):
    client = office["chen"]
    client.post(f"/me/filters/{keep(client).pk}/opening/", {"wanted": "1"})
    page = client.get(PLACES + "?kind=branch").content.decode()
    chip = re.search(r'class="tz-chip" href="([^"]+)"', page)[1]
    assert chip == "?show=all"
    assert len(names(client.get(PLACES + chip))) == 6


def test_a_link_opens_the_list_within_the_reach_of_whoever_opens_it(office):
    chen, wang = office["chen"], office["wang"]
    saved = keep(chen, query="kind=branch")
    chen.post(f"/me/filters/{saved.pk}/link/", {"wanted": "1"})
    saved.refresh_from_db()
    address = f"/filters/{saved.token}/"
    assert f"http://testserver{address}" in chen.get("/me/filters/").content.decode()
    assert len(names(chen.get(address, follow=True))) == 3
    assert names(wang.get(address, follow=True)) == ["东街第一支部"]


def test_a_link_to_a_list_beyond_ones_post_says_who_may_see_it(office):
    chen, wang = office["chen"], office["wang"]
    saved = keep(chen, query="kind=branch")
    SavedFilter.objects.filter(pk=saved.pk).update(address="/packs/checks/", token="t" * 32)
    assert wang.get(f"/filters/{'t' * 32}/", follow=True).status_code in {403, 405}


def test_an_organization_that_a_filter_names_stays_out_of_reach(office):
    chen, wang = office["chen"], office["wang"]
    saved = keep(chen, query="street=W")
    chen.post(f"/me/filters/{saved.pk}/link/", {"wanted": "1"})
    saved.refresh_from_db()
    response = wang.get(f"/filters/{saved.token}/", follow=True)
    assert response.status_code == 404
    assert "西街" not in response.content.decode()


@pytest.mark.parametrize("token", ["x", "0" * 32, "../../me", "%00", "删"])
def test_a_forged_link_is_a_sentence(office, token):
    chen = office["chen"]
    chen.post(f"/me/filters/{keep(chen, query='kind=branch').pk}/link/", {"wanted": "1"})  # there is one to be guessed
    response = office["wang"].get(f"/filters/{token}/")
    assert response.status_code in {404, 422}


def test_an_ended_or_removed_filter_opens_nothing(office):
    chen, wang = office["chen"], office["wang"]
    saved = keep(chen, query="kind=branch")
    chen.post(f"/me/filters/{saved.pk}/link/", {"wanted": "1"})
    saved.refresh_from_db()
    chen.post(f"/me/filters/{saved.pk}/removal/")
    response = wang.get(f"/filters/{saved.token}/")
    assert response.status_code == 404
    assert "没有这个已保存的筛选" in response.content.decode()
    chen.post(f"/me/filters/{saved.pk}/restoration/")
    assert wang.get(f"/filters/{saved.token}/").status_code == 302
    chen.post(f"/me/filters/{saved.pk}/link/", {"wanted": ""})
    assert wang.get(f"/filters/{saved.token}/").status_code == 404


def test_the_links_of_a_closed_account_open_nothing(office):
    chen = office["chen"]
    saved = keep(chen, query="kind=branch")
    chen.post(f"/me/filters/{saved.pk}/link/", {"wanted": "1"})
    saved.refresh_from_db()
    chen.account.is_active = False
    chen.account.save()
    assert office["wang"].get(f"/filters/{saved.token}/").status_code == 404


@pytest.mark.parametrize("verb", ["name", "opening", "removal", "restoration", "sharing", "link"])
def test_nobody_changes_a_filter_of_somebody_else(office, verb):
    saved = keep(office["chen"])
    response = office["zhao"].post(f"/me/filters/{saved.pk}/{verb}/", {"name": "我的", "wanted": "1"})
    assert response.status_code == 404
    saved.refresh_from_db()
    assert (saved.name, saved.is_default, saved.token, saved.removed_at) == ("东街", False, None, None)


def test_colleagues_find_what_is_shared_with_them_and_nobody_else_does(office, tree):
    chen = office["chen"]
    saved = keep(chen)
    chen.post(f"/me/filters/{saved.pk}/sharing/", {"organization": str(tree.district.organization_id)})
    assert "chen共享" in office["zhao"].get(PLACES).content.decode()
    assert "chen共享" not in office["wang"].get(PLACES).content.decode()
    chen.post(f"/me/filters/{saved.pk}/sharing/", {"organization": ""})
    assert "chen共享" not in office["zhao"].get(PLACES).content.decode()


def test_a_filter_is_shared_only_where_one_holds_a_post(office, tree):
    saved = keep(office["wang"])
    office["wang"].post(f"/me/filters/{saved.pk}/sharing/", {"organization": str(tree.district.organization_id)})
    saved.refresh_from_db()
    assert saved.shared_with_id is None
    assert "本人任职的党组织" in office["wang"].get("/me/filters/").content.decode()


@pytest.mark.parametrize(
    "address",
    ["//evil.example/", "https://evil.example/", "/nowhere/", "/account/login/", "", "/records/x/", "javascript:1"],
)
def test_an_address_that_is_no_list_is_refused(office, address):
    client = office["chen"]
    client.post("/me/filters/", {"address": address, "query": "q=1", "name": "坏"})
    assert not SavedFilter.objects.exists()
    assert "不是列表的地址" in client.get("/me/filters/").content.decode()


def test_removing_offers_to_have_it_back(office):
    client = office["chen"]
    saved = keep(client)
    page = client.post(f"/me/filters/{saved.pk}/removal/", follow=True).content.decode()
    assert f"/me/filters/{saved.pk}/restoration/" in page
    assert "您还没有保存筛选" in page


def test_the_page_of_ones_filters_costs_the_same_for_any_number(office, django_assert_max_num_queries):
    client = office["chen"]
    for n in range(12):
        keep(client, name=f"第{n}个")
    client.get("/me/filters/")
    with django_assert_max_num_queries(7):
        assert client.get("/me/filters/").content.decode().count("tz-kept-form") == 24
