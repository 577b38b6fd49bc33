"""Three languages: chosen on every page, remembered, and right in days, numbers and plurals."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext, ngettext

from taizhang.domain.preferences.languages import language_of, languages_of
from taizhang.kernel.measures import Light, Measure
from taizhang.kernel.periods import Period
from taizhang.web.kit import filters
from tests.factories import preferences
from tests.people import PASSWORD, Cast
from tests.web.district import browser_of, district
from tests.web.languages import TAGS

MAY_16 = date(2018, 5, 16)


@pytest.fixture
def cast(db, demo_day) -> Cast:
    return district()


def chosen(client: Client, language: str) -> Client:
    client.post("/language/", {"language": language, "next": "/"})
    return client


@pytest.mark.parametrize("language", TAGS)
@pytest.mark.parametrize("address", ["/accounts/login/", "/nowhere/"])
def test_a_stranger_chooses_too(cast, address, language):
    client = chosen(Client(), language)
    html = client.get(address).content.decode()
    assert f'<html lang="{TAGS[language]}"' in html
    assert html.count('name="language"') == len(TAGS)


@pytest.mark.django_db
def test_the_first_day_of_a_district_speaks_three_languages():
    said = {chosen(Client(), each).get("/setup/").content.decode().split("<h1")[1][:80] for each in TAGS}
    assert len(said) == len(TAGS)


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [("zh-TW,zh;q=0.9", "zh-Hant"), ("zh-HK", "zh-Hant"), ("zh-CN", "zh-Hans"), ("en-GB", "en"), ("fr", "zh-Hans")],
)
def test_a_browser_is_answered_in_its_own_language(cast, accepted, tag):
    html = Client(headers={"accept-language": accepted}).get("/accounts/login/").content.decode()
    assert f'<html lang="{tag}"' in html


def test_the_choice_goes_with_the_person_to_another_computer(cast):
    chosen(browser_of(cast.secretary), "zh-hant")
    assert language_of(cast.secretary) == "zh-hant"
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": "zhou", "password": PASSWORD})
    assert '<html lang="zh-Hant"' in elsewhere.get("/").content.decode()


def test_a_person_who_never_chose_has_no_language(cast):
    preferences.reading_language("en", cast.secretary)
    people = [cast.secretary.person_id, cast.recorder.person_id]
    assert languages_of(people) == {cast.secretary.person_id: "en"}
    assert language_of(cast.recorder) == ""


def test_a_language_that_is_not_there_is_refused_in_a_sentence(cast):
    client = browser_of(cast.secretary)
    answer = client.post("/language/", {"language": "fr"}, follow=True)
    assert "fr" in answer.content.decode()
    assert language_of(cast.secretary) == ""


CHINESE = ["2018年5月16日", "5月16日", "三", "2018年5月", "2018年第2季度", "2018年5月17日 00:05", "20,896"]
ENGLISH = ["May 16, 2018", "May 16", "Wed", "May 2018", "Q2 2018", "May 17, 2018 00:05", "20,896"]


@pytest.mark.parametrize(("language", "written"), [("zh-hans", CHINESE), ("zh-hant", CHINESE), ("en", ENGLISH)])
def test_days_periods_and_numbers(language, written):
    with translation.override(language):
        said = [
            filters.day(MAY_16),
            filters.day(MAY_16, "short"),
            filters.day(MAY_16, "week"),
            filters.period("2018-M05"),
            filters.period("2018-Q2"),
            filters.moment(datetime(2018, 5, 16, 16, 5, tzinfo=UTC)),
            filters.number(20896),
        ]
    assert [each in got for each, got in zip(written, said, strict=True)] == [True] * len(said), said


@pytest.mark.parametrize(("n", "said"), [(0, "0 rows need"), (1, "1 row needs"), (2, "2 rows need")])
def test_english_knows_one_from_many(n, said):
    message = "%(count)s row needs correcting", "%(count)s rows need correcting"
    with translation.override("en"):
        assert (ngettext(*message, n) % {"count": n}).startswith(said)
    with translation.override("zh-hant"):
        assert ngettext(*message, n) % {"count": n} == f"{n} 行需要更正"


def test_what_the_kernel_and_packs_say_is_traditional_too():
    assert Light.RED.words("zh-hant") == "紅燈"
    assert Period.parse("2018-H1").words("zh-hant") == "2018年上半年"
    assert Measure(0, 0).percent("zh-hant") == "不適用"


def test_the_books_own_words_are_not_what_a_dictionary_makes_of_them():
    with translation.override("zh-hant"):
        assert gettext("Ledger") == "台賬"


def test_the_names_of_organisations_and_people_are_never_converted(cast):
    html = chosen(browser_of(cast.district_officer), "zh-hant").get("/organizations/410103/").content.decode()
    assert "中共郑州市二七区委员会" in html
    assert "中共鄭州市" not in html
