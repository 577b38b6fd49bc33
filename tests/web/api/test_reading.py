"""Reading through the interface: what a page shows and nothing beyond, with the rows behind every number."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Membership
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.actions import approve
from taizhang.domain.reports.figures import SOURCES
from taizhang.web.api.rooms.figures import ROWS
from tests.web.api.programs import codes, problem
from tests.web.district import actor, gathering

EVERY = (
    *("me", "organizations", "organizations/HJ1", "organizations/410103010/children", "organizations/HJ1/placements"),
    "organizations/HJ1/changes",
    *("people", "packs", "packs/erqi-2018/1", "packs/erqi-2018/1/L05", "duties", "activities", "points/entries"),
    *("points/balances", "points/balances/HJ1", "measures", "measures?by=institution", "measures?by=child"),
    *("measures?by=month&period=2018", "openapi.json", "submissions", "submissions?everyone=true"),
    *("figures", "figures?after=offices.staff_range", "figures?after=standards.categories"),
)
BUDGET = 15
SECRET = ("id_number", "id_index", "address", "born_on", "phone_index")


@pytest.fixture
def held(cast):
    """A gathering of the first branch, approved."""
    activity = gathering(cast, "L05")
    approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer))
    return activity


@pytest.mark.parametrize("where", EVERY)
def test_everything_is_read_with_a_key_in_few_queries(program, where):
    officer = program("district_officer")
    officer.get(where)  # the first use of a day is kept
    with CaptureQueriesContext(connection) as queries:
        answer = officer.get(where)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["ETag"].startswith('"')
    assert len(queries) <= BUDGET


def test_who_has_the_same_bytes_gets_none(program):
    officer = program("secretary")
    tag = officer.get("organizations/HJ1").headers["ETag"]
    again = officer.get("organizations/HJ1", if_none_match=tag)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)


def test_a_secretary_sees_his_branch_and_nobody_elses(program):
    assert codes(program("secretary").get("organizations")) == ["HJ1"]
    assert problem(program("secretary").get("organizations/HJ2")) == (404, "orgs.unknown")
    assert problem(program("secretary").get("organizations/410103010")) == (404, "orgs.unknown")
    assert codes(program("street_officer").get("organizations?limit=200")) == [
        *("410103010", "410103010005", "HJ1", "HJ2", "DXL")
    ]


def test_a_member_without_a_post_enters_nothing_but_himself(program, cast):
    from tests.web.district import browser_of

    browser = browser_of(cast.member)
    assert browser.get("/api/v1/me").status_code == 200
    assert problem(browser.get("/api/v1/organizations")) == (403, "access.post")


def test_numbers_of_people_stay_masked_and_little_else_is_told(program, cast):
    secretary = program("secretary")
    row = next(each for each in secretary.get("people").json()["items"] if each["name"] == "王师傅")
    one = secretary.get(f"people/{row['id']}").json()
    assert "*" in row["id_number"] and row["id_number"] == one["id_number"]
    person = Membership.objects.get(person_id=row["id"]).person
    assert person.id_number not in str(row) + str(one)
    assert not {*row, *one} & {"born_on", "address", "ethnicity", "sex", "job"}


def test_people_of_others_are_not_there(program, cast):
    other = Membership.objects.filter(organization=cast.second).first().person_id
    for where in (f"people/{other}", f"people/{other}/points", f"people/{other}/points/entries"):
        assert problem(program("secretary").get(where))[0] == 404
    assert program("street_officer").get(f"people/{other}").status_code == 200


@pytest.mark.parametrize("where", ["duties", "activities", "points/entries", "measures"])
def test_asking_for_an_organisation_out_of_reach_finds_none(program, where):
    parameter = "under" if where == "activities" else "organization"
    assert problem(program("secretary").get(f"{where}?{parameter}=HJ2")) == (404, "orgs.unknown")


def test_every_number_opens_exactly_its_rows(program, held):
    officer = program("street_officer")
    found = officer.get(f"activities/{held.pk}").json()
    for name in ("expected", "present", "attended"):
        rows = officer.get(found[name]["rows"] + "&limit=200").json()["items"]
        assert len(rows) == found[name]["value"] > 0, name
    members = officer.get("organizations/410103010").json()["members"]
    assert len(officer.get(members["rows"] + "&limit=200").json()["items"]) == members["value"] > 0


@pytest.mark.parametrize("by", ["whole", "institution", "child", "month"])
def test_every_measure_opens_exactly_its_rows(program, held, by):
    officer = program("street_officer")
    answer = officer.get(f"measures?by={by}&period=2018").json()
    assert sum(line["met"]["value"] for line in answer["items"]) > 0
    for line in answer["items"]:
        for name in ("met", "owed"):
            rows = officer.get(line[name]["rows"] + "&limit=200").json()["items"]
            assert len(rows) == line[name]["value"], (line["key"], name)


def test_every_point_opens_its_entries(program, held):
    balance = program("secretary").get("points/balances/HJ1").json()
    part = next(each for each in balance["parts"] if each["counted"]["value"])
    entries = program("secretary").get(part["counted"]["rows"]).json()["items"]
    assert sum(each["amount"] for each in entries) == part["raw"]
    assert {each["source"] for each in entries} == {f"/api/v1/activities/{held.pk}"}
    assert PointEntry.objects.filter(pk=entries[0]["id"]).exists()


def test_figures_are_for_who_sees_the_whole_district(program, held):
    assert problem(program("street_officer").get("figures")) == (403, "api.whole-tree")
    leader = program("leader")
    found, where = {}, "figures"
    while where:
        page = leader.get(where).json()
        found |= {each["id"]: each for each in page["items"]}
        where = page["next"]
    back = leader.get("figures?before=life.records").json()
    assert [each["id"] for each in back["items"]] == list(found)[-6:-1] and back["next"].endswith(
        "standards.categories"
    )
    records, offices = found["life.records"], found["offices.units"]
    assert records["least"] == len(leader.get(records["rows"]).json()["items"]) == 1
    assert offices["least"] == len(leader.get(offices["rows"]).json()["items"]) == 2
    assert all(leader.get(each["rows"]).status_code == 200 for each in found.values())


def test_as_of_a_day_everything_is_as_it_was(program, held):
    officer = program("district_officer")
    assert officer.get("duties?organization=HJ1&state=done").json()["items"] != []
    assert officer.get("duties?organization=HJ1&state=done&on=2018-05-15").json()["items"] == []
    assert officer.get("activities?on=2018-05-15").json()["items"] == []
    assert officer.get("points/balances/HJ1?on=2018-05-15").json()["total"]["value"] == 0
    assert problem(officer.get("organizations?on=1066-10-14")) == (422, "web.day")


def test_a_list_comes_in_parts_that_neither_repeat_nor_lose(program):
    officer = program("district_officer")
    whole = [each["id"] for each in officer.get("people?limit=200").json()["items"]]
    seen, where = [], "people?limit=7"
    while where:
        answer = officer.get(where)
        page = answer.json()
        seen += [each["id"] for each in page["items"]]
        where = page["next"]
        assert (f'<{where}>; rel="next"' in answer.headers.get("Link", "")) == bool(where)
    assert seen == whole
    last = officer.get(f"people?limit=7&after={answer.request['QUERY_STRING'].split('after=')[1].split('&')[0]}")
    back = officer.get(last.json()["previous"]).json()["items"]
    assert [each["id"] for each in back] == whole[-7 - len(last.json()["items"]) : -len(last.json()["items"])]


def test_a_key_opens_no_more_than_it_names(program, cast):
    narrow = program("secretary", Permission.DUTIES_VIEW)
    assert narrow.get("duties").status_code == 200
    for where in ("organizations", "people", "activities", "points/entries", "packs"):
        assert problem(narrow.get(where)) == (403, "api.scope")
    assert narrow.get("me").json()["permissions"] == ["duties.view"]
    own = narrow.get(f"people/{cast.secretary.person_id}")
    assert problem(own) == (403, "api.scope")


def test_a_key_for_one_organisation_opens_nothing_beside_it(program, cast):
    officer = program("street_officer", Permission.ORGS_VIEW, Permission.PEOPLE_VIEW, over=cast.second)
    assert codes(officer.get("organizations")) == ["HJ2"]
    assert problem(officer.get("organizations/HJ1")) == (404, "orgs.unknown")
    assert {each["organization"]["code"] for each in officer.get("people").json()["items"]} == {"HJ2"}


def test_what_was_done_to_an_organisation_is_told_newest_first(program, cast):
    found = program("secretary").get("organizations/HJ1/changes").json()["items"]
    assert "orgs.found" in {each["verb"] for each in found}
    assert [each["number"] for each in found] == sorted((each["number"] for each in found), reverse=True)
    assert any(each["verb"].startswith("people.") for each in found)
    blind = program("secretary", Permission.ORGS_VIEW).get("organizations/HJ1/changes").json()["items"]
    assert not any(each["verb"].startswith("people.") for each in blind)


def test_an_answer_is_nobody_elses(program):
    headers = program("secretary").get("me").headers
    assert headers["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= {each.strip() for each in headers["Vary"].split(",")}


def test_every_figure_that_is_computed_has_its_rows():
    assert set(SOURCES) == set(ROWS)
