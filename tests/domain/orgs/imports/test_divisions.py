"""A list of divisions founds and renames organisations, and never moves one."""

from datetime import date
from pathlib import Path

import pytest

from taizhang.domain.access.policy import scope
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.actions.tree import close
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Organization, Placement
from tests.domain.orgs.imports.offering import divisions, numbers, offer, take
from tests.factories.orgs import DAY, FOUNDED, SEED

REAL = Path(__file__).resolve().parents[4] / "seeds" / "data" / "divisions-410103.csv"
STREET = "410103099,新街道,410103,street"
VILLAGE = "410103099001,新村村委会,410103099,village"


def faults(*rows, **more):
    told = offer(divisions(*rows), "divisions", **more).run.refused
    return [(each["row"], each["column"], each["message"]) for each in told]


def test_the_real_divisions_of_the_district_found_its_tree(own_database):
    with REAL.open("rb") as file:
        run = take(file, "divisions", name=REAL.name)
    assert (run.state, numbers(run)) == ("applied", (193, 0, 0, 0))
    kinds = [Placement.objects.filter(kind=kind).count() for kind in (Kind.DISTRICT, Kind.STREET, Kind.COMMUNITY)]
    assert kinds == [1, 16, 176]
    assert Placement.objects.get(organization__code="410103").name == "二七区委"
    assert AuditEntry.objects.filter(verb="orgs.found").count() == 193
    with REAL.open("rb") as file:
        assert numbers(take(file, "divisions", name=REAL.name)) == (0, 0, 193, 0)
    assert Placement.objects.count() == 193


def test_a_new_street_and_its_village_stand_in_the_tree_from_today(committed):
    run = take(divisions(VILLAGE, "", STREET), "divisions")  # the village first
    assert numbers(run) == (2, 0, 0, 0)
    street, village = (
        Placement.objects.get(organization__code=row[:n].rstrip(",")) for row, n in ((STREET, 9), (VILLAGE, 12))
    )
    assert (street.name, street.kind, street.category, street.starts_on) == ("新街道党工委", "street", "A", DAY)
    assert (village.name, village.short_name, village.category) == ("新村党委", "新村", Category.RURAL)
    assert village.path.startswith(street.path) and street.parent == committed.district


def test_a_founding_day_in_the_list_is_taken(committed):
    head = "code,name,parent_code,level,founded_on"
    take(divisions(f"{STREET},2015-01-02", head=head), "divisions")
    assert Organization.objects.get(code="410103099").founded_on == date(2015, 1, 2)


def test_a_division_called_otherwise_is_renamed_from_today(committed):
    row = "410103010,五里堡新街道,410103,street"
    seen = offer(divisions(row), "divisions")
    assert numbers(seen.run) == (0, 1, 0, 0)
    assert "中共二七区五里堡街道工作委员会" in seen.samples["changed"][0]["what"]
    take(divisions(row), "divisions")
    assert numbers(take(divisions(row), "divisions")) == (0, 0, 1, 0)
    before, after = committed.street.placements.order_by("starts_on")
    assert (before.starts_on, after.starts_on, after.name) == (FOUNDED, DAY, "五里堡新街道党工委")


@pytest.mark.parametrize(
    ("rows", "row", "column", "words"),
    [
        (["41010309,短街道,410103,street"], 2, "code", "9 digits"),
        (["４１０１０３０９９,新街道,410103,street"], 2, "code", "Full-width"),
        ([",新街道,410103,street"], 2, "code", "not the code"),
        (["410103099,,410103,street"], 2, "name", "needs a name"),
        (["410103099,新街道,410103,planet"], 2, "level", "planet"),
        (["410103099,新街道,410199,street"], 2, "parent_code", "410199"),
        (["410103099001,新村,410103,village"], 2, "parent_code", "cannot stand under"),
        (["410103010,五里堡街道,410103010,street"], 2, "parent_code", "leads back"),
        (["410103010,五里堡街道,410104,street"], 2, "parent_code", "stands under another"),
        (["410103010005,汇金,410103011,village"], 2, "parent_code", "stands under another"),
        (["410104,另一区,4101,county"], 2, "code", "already is a district"),
    ],
)
def test_a_row_that_cannot_be_is_told(cast, rows, row, column, words):
    ((told_row, told_column, message),) = faults(*rows)
    assert (told_row, told_column) == (row, column)
    assert words in message and "{" not in message


def test_a_cycle_of_two_is_told_for_both(cast):
    told = faults("410103098,甲街道,410103099,street", "410103099,乙街道,410103098,street")
    assert [(row, column) for row, column, _message in told] == [(2, "parent_code"), (3, "parent_code")]
    assert all("leads back" in message for _row, _column, message in told)


def test_a_code_twice_refuses_both_rows(cast):
    told = faults(STREET, VILLAGE, STREET)
    assert [(row, column) for row, column, _message in told][0::2] == [(2, "code"), (4, "code")]


def test_what_stands_under_a_refused_row_is_told_too(cast):
    told = faults("410103099,,410103,street", VILLAGE)
    assert [(row, column) for row, column, _message in told] == [(2, "name"), (3, "parent_code")]


def test_a_division_older_than_the_one_above_is_told(cast):
    head = "code,name,parent_code,level,founded_on"
    told = offer(divisions(f"{STREET},2009-01-01", f"{VILLAGE},2118-01-01", head=head), "divisions").run.refused
    assert [(each["row"], each["column"]) for each in told] == [(2, "code"), (3, "founded_on")]


def test_the_code_of_something_else_or_of_something_closed_is_told(cast):
    from tests.factories.orgs import organization

    organization(Kind.UNIT, under=cast.district, code="410103077")
    closed = organization(Kind.STREET, under=cast.district, code="410103078")
    close(organization=closed, on=DAY, because="撤销", by=SEED)
    told = faults("410103077,甲街道,410103,street", "410103078,乙街道,410103,street")
    assert [(row, column) for row, column, _message in told] == [(2, "level"), (3, "code")]


def test_a_street_office_imports_only_within_its_street(cast):
    where = scope(cast.street_officer, Permission.IMPORTS_RUN, on=DAY)
    inside, outside = "410103010099,新社区,410103010,village", "410103,二七新区,4101,county"
    seen = offer(divisions(inside, STREET, outside), "divisions", where=where)
    assert [(each["row"], each["column"]) for each in seen.run.refused] == [(3, "parent_code"), (4, "code")]
    assert numbers(seen.run)[0] == 1


def test_a_district_cannot_be_founded_from_within_a_reach(own_database):
    from taizhang.domain.access.policy import Reachable, Scope
    from taizhang.domain.access.roles import Reach

    where = Scope((Reachable("/1/", Reach.SUBTREE),))
    (told,) = offer(divisions("410103,二七区,4101,county"), "divisions", where=where).run.refused
    assert told["column"] == "code"


def test_the_queries_of_a_preview_do_not_grow_with_its_rows(cast, django_assert_max_num_queries):
    rows = [f"41010309{n},街道{n},410103,street" for n in range(10)]
    with django_assert_max_num_queries(10):
        offer(divisions(*rows), "divisions")
