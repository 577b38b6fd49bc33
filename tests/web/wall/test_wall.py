"""The wall screen: counts that equal the lists behind them, no person, by place and never by rank."""

import html
import re
import time
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from taizhang.domain.orgs.models import Person
from taizhang.domain.records.actions import approve
from tests.web.district import actor, gathering

PART = {"HX-Request": "true"}


@pytest.fixture
def done(cast):
    """A theme day of May that was approved, with a title that names somebody."""
    activity = gathering(cast, "L05", "L04", title="陈玉梅讲党课")
    approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer))
    return activity


def screen(client, query: str = "") -> str:
    """The part that htmx asks for."""
    response = client.get(f"/wall/{query}", headers=PART)
    assert response.status_code == 200, response.status_code
    return html.unescape(response.content.decode())


def behind(client, address: str) -> int:
    """How many rows the list at an address has."""
    response = client.get(f"{address}&format=xlsx")
    assert response.status_code == 200, (address, response.status_code)
    return openpyxl.load_workbook(BytesIO(b"".join(response))).active.max_row - 1


def section(page: str, kind: str) -> list[str]:
    """The cards of a kind."""
    return re.findall(rf'<section class="tz-wall-card tz-wall-{kind}[ "].*?</section>', page, re.S)


def counts(card: str) -> list[tuple[str, int]]:
    """Each address of a card that opens a plain number, and the number."""
    found = re.findall(r'<a href="([^"]+)"[^>]*>(?:<span.*?</span>\s*<b>)?([\d,]+)(?:</b>|<span|</a>)', card, re.S)
    return [(address, int(number.replace(",", ""))) for address, number in found]


def test_each_count_of_the_year_and_the_month_opens_exactly_its_rows(signed_in, done):
    client = signed_in("district_officer")
    year, month = section(screen(client), "figure")
    for card in (year, month):
        (done_url, met), (all_url, owed) = counts(card)
        assert 0 < met < owed
        assert (behind(client, done_url), behind(client, all_url)) == (met, owed)
    assert "period=2018&" in year
    assert "period=2018-M05" in month


def test_the_year_says_what_the_ledger_says(signed_in, done):
    client = signed_in("district_officer")
    (_, met), (_, owed) = counts(section(screen(client), "figure")[0])
    ledger = client.get("/ledger/").content.decode()
    foot = ledger.split("<tfoot>")[1].split("</tfoot>")[0]
    said = {state: int(number) for state, number in re.findall(r"state=(\w+)[^>]*>(\d+)<", foot)}
    assert met == said["met"]
    # the ledger's months to come are not judged: what is not due yet counts only when it is met
    assert owed <= said["owed"]


def test_each_colour_opens_the_organisations_that_shine_so(signed_in, done):
    client = signed_in("district_officer")
    (card,) = section(screen(client), "lights")
    found = counts(card)
    assert len(found) == 3
    assert sum(number for _address, number in found) == 8  # the whole tree
    for address, number in found:
        assert behind(client, address) == number


def test_colours_are_those_of_the_day_before(signed_in):
    (card,) = section(screen(signed_in("district_officer")), "lights")
    assert "5月17日灯色" in card
    assert "仅为提醒，不计入考核" in card


def test_institutions_and_months_open_their_rows(signed_in, done):
    client = signed_in("district_officer")
    page = screen(client)
    for kind in ("kinds", "trend"):
        (card,) = section(page, kind)
        found = re.findall(r'<a href="([^"]+)" title="[^"]*?(\d+)/(\d+)', card)
        assert found
        for address, met, owed in found:
            assert behind(client, f"{address}&state=done") == int(met)
            assert behind(client, address) == int(owed)


@pytest.mark.parametrize("part", ["district_officer", "street_officer", "secretary"])
def test_no_person_stands_on_the_wall(signed_in, done, part):
    page = screen(signed_in(part))
    assert f"/records/{done.pk}/" in page
    assert [name for name in Person.objects.values_list("name", flat=True) if name in page] == []
    assert done.title not in page


def test_the_latest_records_name_institution_organisation_and_day(signed_in, done):
    (card,) = section(screen(signed_in("leader")), "latest")
    assert "汇金社区第一支部" in card
    assert "主题党日" in card
    assert 'datetime="2018-05-16"' in card


def test_a_record_of_later_is_not_on_the_wall_of_before(signed_in, done):
    assert f"/records/{done.pk}/" not in screen(signed_in("leader"), "?on=2018-05-16")


def test_parts_stand_by_name_whatever_they_achieved(signed_in, cast):
    client = signed_in("street_officer")
    before = tiles(screen(client))
    approve(submission_ids=[gathering(cast, "L05", "L04").submission_id], by=actor(cast.street_officer))
    assert tiles(screen(client)) == before == ["汇金", "直属支部"]


def test_a_tile_says_its_lights_in_words_and_opens_its_page(signed_in):
    client = signed_in("district_officer")
    (card,) = section(screen(client), "place")
    said = re.search(r'href="(/organizations/410103010/)" title="([^"]+)"', card)
    assert said, card
    assert re.fullmatch(r"五里堡街道：(?:[绿黄红]灯 \d+、?)+", said[2])
    assert client.get(said[1]).status_code == 200
    assert "区直单位合计" in card


def tiles(page: str) -> list[str]:
    return re.findall(r'<a class="tz-wall-tile".*?<b>(.*?)</b>', page, re.S)


@pytest.mark.parametrize(
    ("part", "name"), [("leader", "区委员会"), ("street_officer", "街道工作委员会"), ("secretary", "汇金社区第一支部")]
)
def test_without_a_choice_everyone_sees_the_highest_he_may_see(signed_in, part, name):
    assert f"{name}</h1>" in signed_in(part).get("/wall/").content.decode()


def test_another_is_chosen_within_reach_only(signed_in):
    assert signed_in("leader").get("/wall/?organization=410103010").status_code == 200
    assert signed_in("street_officer").get("/wall/?organization=JYJ").status_code == 404
    assert signed_in("member").get("/wall/").status_code == 403


def test_a_day_in_the_past_is_kept_by_every_address(signed_in, done):
    page = screen(signed_in("leader"), "?on=2018-05-17")
    links = [each for each in re.findall(r'href="([^"]+)"', page) if not each.startswith("/static/")]
    assert len(links) > 10
    assert [each for each in links if "on=2018-05-17" not in each and not each.startswith("/records/")] == []


def test_an_unchanged_screen_is_not_sent_again(signed_in, done):
    client = signed_in("leader")
    client.get("/wall/")
    first = client.get("/wall/", headers=PART)
    again = client.get("/wall/", headers={**PART, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_before_a_pack_rules_the_wall_says_so(signed_in):
    page = signed_in("leader").get("/wall/?on=2017-05-01").content.decode()
    assert "这一天没有生效的规则包" in page
    assert "hx-get" not in page


def test_on_the_first_day_of_a_pack_there_are_no_lights_of_the_day_before(signed_in, settings):
    settings.TODAY = date(2018, 1, 1)
    response = signed_in("leader").get("/wall/")
    assert response.status_code == 200


def test_a_screen_that_renews_itself_signs_nobody_out_and_keeps_nobody_signed_in(signed_in, settings):
    client = signed_in("leader")
    client.get("/wall/")
    session = client.session
    long_ago = session["seen"] = int(time.time()) - settings.IDLE_SECONDS - 1
    session.save()
    assert "本年完成率" in screen(client)
    assert client.session["seen"] == long_ago
    assert client.get("/ledger/").status_code == 302  # whoever comes by opens nothing else


@pytest.mark.parametrize(("theme", "shown"), [("dark", "dark"), ("light", "light"), ("pink", "light")])
def test_an_address_may_name_the_theme(signed_in, theme, shown):
    page = signed_in("leader").get(f"/wall/?theme={theme}").content.decode()
    assert f'data-bs-theme="{shown}"' in page


@pytest.mark.parametrize("part", ["district_officer", "street_officer", "secretary"])
def test_the_screen_asks_the_database_fifteen_times_at_most(signed_in, done, part, django_assert_max_num_queries):
    client = signed_in(part)
    client.get("/wall/")
    with django_assert_max_num_queries(15):
        client.get("/wall/")
    with django_assert_max_num_queries(15):
        screen(client)
