"""What is over keeps its numbers: no reorganisation, no later pack and no later knowledge changes an earlier answer."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from taizhang.domain.duties import measures
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.actions.packs import publish
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.queries import light_of, lights, owed_now, seen_from_above
from taizhang.domain.orgs.actions import tree as acts
from taizhang.domain.orgs.actions.tree import OrganizationEntry
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.names import placement
from taizhang.domain.points.actions import post_misses
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.measures import life_records
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind as PeriodKind
from taizhang.kernel.periods import Period
from tests.factories import orgs
from tests.factories.duties import MAY, actor, claimed, fulfil, pack, pack_file, waiver

YEAR = Period.of_year(2018)
MOVED_ON = date(2018, 6, 11)
JULY = date(2018, 7, 31)
LATER = actor(at=datetime(2018, 7, 31, 2, tzinfo=UTC))


class Tree:
    """Two streets; two branches with members under the first, one under the second; April to July issued."""

    def __init__(self) -> None:
        pack()
        self.east, self.west = orgs.street(name="东街"), orgs.street(name="西街")
        self.first, self.second = orgs.branch(self.east, name="第一支部"), orgs.branch(self.east, name="第二支部")
        self.third = orgs.branch(self.west, name="第三支部")
        self.people = {branch: [orgs.person(branch) for _n in range(3)] for branch in (self.first, self.second)}
        for month in YEAR.split(PeriodKind.MONTH)[3:7]:
            issue(period=month, on=month.first, by=actor())
        for branch in (self.first, self.third):
            self.meet(branch, date(2018, 5, 16))

    def meet(self, branch, held_on: date) -> None:
        at = datetime(held_on.year, held_on.month, held_on.day, 10, tzinfo=UTC)
        duty = Duty.objects.get(organization=branch, institution="L05", occurrence=f"2018-M{held_on:%m}")
        fulfil(claims=[claimed(duty, held_on=held_on, at=at)], by=actor())

    def paths(self) -> tuple[str, str]:
        return placement(self.east, JULY).path, placement(self.west, JULY).path

    def numbers(self, on: date) -> dict[str, object]:
        """Every number of May and of the year's first months, by street, institution, branch and month."""
        answers: dict[str, object] = {}
        for name, path in zip(("east", "west"), self.paths(), strict=True):
            answers[f"{name} May"] = measures.completion(path, MAY, on=on, by="institution")
            answers[f"{name} of whom"] = measures.completion(path, MAY, on=on, by="organization")
            answers[f"{name} by month"] = {
                month: number
                for month, number in measures.completion(path, YEAR, on=on, by="month").items()
                if month in ("2018-M04", "2018-M05")
            }
            trend = measures.trend(path, 2018, on=on)
            answers[f"{name} trend"] = [trend[month].met for month in YEAR.split(PeriodKind.MONTH)[3:5]]
        return answers


@pytest.fixture
def tree(db) -> Tree:
    return Tree()


def moved(tree: Tree) -> None:
    acts.move(organization=tree.first, under=tree.west, on=MOVED_ON, because="区划调整", by=LATER)


def renamed(tree: Tree) -> None:
    acts.rename(organization=tree.first, name="新名支部", short_name="新名", on=MOVED_ON, because="更名", by=LATER)


def merged(tree: Tree) -> None:
    acts.merge(organization=tree.first, into=tree.third, on=MOVED_ON, because="合并", by=LATER)


def split(tree: Tree) -> None:
    entry = OrganizationEntry("NEW", "分支部", "分", Kind.BRANCH, Category.RURAL, MOVED_ON, tree.east, "人多")
    acts.split(organization=tree.first, entry=entry, people=tree.people[tree.first][:1], on=MOVED_ON, by=LATER)


def reclassified(tree: Tree) -> None:
    kind, category = Kind.JOINT_BRANCH, Category.NON_PUBLIC
    acts.reclassify(organization=tree.first, kind=kind, category=category, on=MOVED_ON, because="组建", by=LATER)


CHANGES = [moved, renamed, merged, split, reclassified]


@pytest.mark.parametrize("change", CHANGES)
def test_no_reorganisation_changes_the_numbers_of_what_is_over(tree, change):
    end_of_may, before = tree.numbers(date(2018, 5, 31)), tree.numbers(JULY)
    change(tree)
    assert tree.numbers(date(2018, 5, 31)) == end_of_may
    assert tree.numbers(JULY) == before
    assert before["east May"]["L05"] == Measure(1, 2)


@pytest.mark.parametrize("change", CHANGES)
def test_the_months_of_a_year_add_up_to_it_after_a_reorganisation(tree, change):
    change(tree)
    for path in tree.paths():
        whole = measures.completion(path, YEAR, on=JULY)[""]
        months = measures.completion(path, YEAR, on=JULY, by="month")
        assert sum(months.values(), Measure(0, 0)) == whole
        for month, number in months.items():
            assert measures.completion(path, Period.parse(month), on=JULY)[""] == number


def test_what_is_due_after_a_move_counts_where_the_branch_went(tree):
    june, july = Period.parse("2018-M06"), Period.parse("2018-M07")
    east, west = tree.paths()
    before = measures.completion(west, july, on=JULY)[""].denominator
    moved(tree)
    own = Duty.objects.filter(organization=tree.first).in_period(july).count()
    assert own > 0
    assert measures.completion(west, july, on=JULY)[""].denominator == before + own
    assert str(tree.first.pk) not in measures.completion(east, july, on=JULY, by="organization")
    assert str(tree.first.pk) in measures.completion(west, june, on=JULY, by="organization")  # due from the 11th on


def test_lists_of_an_earlier_day_show_names_and_places_of_that_day(tree):
    moved(tree)
    renamed(tree)
    day_before = MOVED_ON - timedelta(days=1)
    assert placement(tree.first, day_before).name == "第一支部"
    assert placement(tree.first, MOVED_ON).name == "新名支部"
    east, west = tree.paths()
    then = set(Placement.objects.on(day_before).under(east).values_list("name", flat=True))
    now = set(Placement.objects.on(MOVED_ON).under(west).values_list("name", flat=True))
    assert "第一支部" in then and "新名支部" in now
    assert set(lights([east], day_before)) >= {tree.first.pk}
    assert tree.first.pk not in set(lights([east], MOVED_ON))


def test_a_new_pack_changes_nothing_that_was_issued_before(tree):
    before = tree.numbers(JULY), list(Duty.objects.order_by("pk").values_list("pk", "standard_id", "due_on", "needed"))
    publish(pack_file=pack_file(version=2, valid_from="2019-01-01"), by=LATER)
    after = tree.numbers(JULY), list(Duty.objects.order_by("pk").values_list("pk", "standard_id", "due_on", "needed"))
    assert after == before


def test_issuing_again_after_a_reorganisation_adds_nothing_to_a_month_that_was_issued(tree):
    merged(tree)
    issued = issue(period=MAY, on=date(2018, 5, 31), by=actor())
    assert issued.created == 0


def test_who_ended_before_a_duty_was_due_is_deducted_nothing(tree):
    merged(tree)
    post_misses(on=date(2019, 4, 1), by=actor())
    own = Duty.objects.filter(organization=tree.first).unfinished()
    ended = own.filter(due_on__gte=MOVED_ON)
    assert ended.exists() and PointEntry.objects.filter(source_kind="duty").exists()
    assert not PointEntry.objects.filter(source_id__in=ended.values("pk")).exists()


def test_what_we_learn_in_june_of_a_day_in_may_was_not_known_in_may(tree):
    duty = Duty.objects.get(organization=tree.second, institution="L05", occurrence="2018-M05")
    learnt = datetime(2018, 6, 20, 2, tzinfo=UTC)
    fulfil(claims=[claimed(duty, held_on=date(2018, 5, 16), at=learnt)], by=actor())
    east, _west = tree.paths()
    by = {"by": "institution"}
    assert measures.completion(east, MAY, on=date(2018, 6, 19), **by)["L05"] == Measure(1, 2)
    assert measures.completion(east, MAY, on=date(2018, 6, 20), **by)["L05"] == Measure(2, 2)


def test_a_waiver_of_june_leaves_the_numbers_of_may_as_they_were_then(tree):
    duty = Duty.objects.get(organization=tree.second, institution="L05", occurrence="2018-M05")
    end_of_may = tree.numbers(date(2018, 5, 31))
    given = waiver(duty)
    type(given).objects.filter(pk=given.pk).update(at=datetime(2018, 6, 2, 2, tzinfo=UTC))
    assert tree.numbers(date(2018, 5, 31)) == end_of_may
    east, _west = tree.paths()
    assert measures.completion(east, MAY, on=JULY, by="institution")["L05"] == Measure(1, 1)


def test_a_branch_sees_its_light_a_day_before_those_above(tree):
    today = date(2018, 6, 1)
    own = light_of(list(owed_now(tree.second.pk, today)), today)
    above = lights([tree.paths()[0]], seen_from_above(today))[tree.second.pk]
    assert seen_from_above(today) == date(2018, 5, 31)
    assert own.owed != above.owed


def test_records_known_later_are_not_counted_earlier(db):
    from tests.factories import records

    branch = records.branch()
    branch.approved("L05", id=uuid4())
    assert life_records(date(2018, 5, 15)) == 0
    assert life_records(date(2018, 5, 16)) == 1
