"""An overlay judges beside the main scheme: it is chosen on the page, and every address keeps the choice."""

from datetime import date

import pytest

from taizhang.domain.assessments.actions.schemes import publish_scheme
from taizhang.domain.assessments.models import Assessment
from taizhang.domain.assessments.schemefile import from_content, load
from tests.domain.assessments.schemefile.test_shipped import FOLDER
from tests.factories.orgs import SEED
from tests.web.district import browser_of

STARS = "?scheme=henan-five-star"


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def starred(schemed):
    """The cast with the stars of the province beside the scheme of the year, for the category of its branches."""
    content = load(FOLDER / "henan-five-star.yaml").content
    ours = ["A"]
    changes = {"valid_from": "2018-01-01", "for": ours, "trees": [{**content["trees"][0], "categories": ours}]}
    publish_scheme(scheme_file=from_content({**content, **changes}), by=SEED)
    return schemed


def test_the_schemes_of_a_year_stand_beside_each_other_as_links(starred):
    secretary = browser_of(starred.secretary)
    page = read(secretary, "/scores/?kind=year")
    assert "?kind=year&amp;scheme=henan-five-star" in page
    stars = read(secretary, "/scores/?kind=year&scheme=henan-five-star")
    assert 'href="?kind=year"' in stars
    assert f"/scores/HJ1/2018/{STARS}" in stars
    assert "五星" in stars


def test_a_quarter_without_an_overlay_offers_no_choice(starred):
    assert "scheme=henan-five-star" not in read(browser_of(starred.secretary), "/scores/")


def test_the_years_beside_keep_the_scheme(starred):
    page = read(browser_of(starred.secretary), f"/scores/HJ1/2018/{STARS}")
    assert "支部过硬星" in page
    assert f"/scores/HJ1/2017/{STARS}" in page
    assert "/scores/HJ1/2019/" not in page  # it has not begun


def test_an_office_sees_the_spread_of_an_overlay(starred):
    page = read(browser_of(starred.street_officer), "/scores/below/?organization=410103010&period=2018")
    assert "scheme=henan-five-star" in page
    stars = read(
        browser_of(starred.street_officer), "/scores/below/?organization=410103010&period=2018&scheme=henan-five-star"
    )
    assert "目前的等次分布" in stars
    assert "五星" in stars


def test_a_period_without_the_chosen_overlay_leads_back_to_the_main_scheme(starred):
    street = browser_of(starred.street_officer)
    page = read(street, "/scores/below/?organization=410103010&scheme=henan-five-star")
    assert "这个周期没有生效的考核方案" in page
    assert 'href="?organization=410103010"' in page


def test_an_overlay_that_does_not_judge_the_organisation_says_so(starred):
    assert "没有考核本组织的方案" in read(browser_of(starred.secretary), "/scores/HJ1/2018/?scheme=village-stars")


def test_the_page_of_an_overlay_asks_not_more_than_fifteen_times(starred, django_assert_max_num_queries):
    secretary = browser_of(starred.secretary)
    read(secretary, f"/scores/HJ1/2018/{STARS}")
    for address in (f"/scores/HJ1/2018/{STARS}", "/scores/?kind=year&scheme=henan-five-star"):
        with django_assert_max_num_queries(15):
            read(secretary, address)


def test_an_overlay_is_closed_beside_the_main_scheme_and_its_result_keeps_it(starred, settings):
    settings.TODAY = date(2019, 1, 20)
    office, there = browser_of(starred.district_officer), "/scores/assessments/new/?period=2018"
    assert "period=2018&amp;scheme=henan-five-star" in read(office, there)
    numbers = read(office, f"{there}&scheme=henan-five-star")
    seen = numbers.split('name="seen" value="')[1].split('"')[0]
    said = {"period": "2018", "scheme": "henan-five-star", "seen": seen}
    assert office.post("/scores/assessments/new/", {**said, "scheme": "village-stars"}).status_code == 422
    assert office.post("/scores/assessments/new/", said).status_code == 303
    made = Assessment.objects.get()
    assert made.scheme.code == "henan-five-star"
    assert "scheme=henan-five-star" not in read(office, there)  # the main scheme alone is left to be closed
    assert f"/scores/HJ1/2018/{STARS}" in read(browser_of(starred.secretary), "/scores/")
