"""What would change my grade: the least set of things still possible, held against trying every set there is."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import (
    FULL,
    POINT,
    Adjusted,
    Band,
    ByCount,
    ByRate,
    Label,
    Least,
    Mean,
    Scheme,
    Veto,
    Weighted,
    evaluate,
)
from taizhang.kernel.scoring.changing import Gain, Gained, OpenItem, duty, ways
from taizhang.kernel.scoring.changing.bounds import most_gained
from taizhang.kernel.scoring.changing.rescoring import Rescoring, units
from taizhang.kernel.scoring.grading import natural
from tests.kernel.scoring.strategies import INSTITUTIONS, YEAR, facts_of, scheme_of

Y2018 = Period.of_year(YEAR)
NAME = Label("指标", "indicator")
BANDS = (
    Band("a", NAME, 90 * POINT, (1, 3)),
    Band("b", NAME, 80 * POINT),
    Band("c", NAME, 60 * POINT),
    Band("d", NAME, 0),
)


class Table:
    def __init__(self, given):
        self.given = given

    def read(self, measure, _period):
        found = self.given.get(measure)
        return None if found is None else Measure(*found)


def scheme(tree, *vetoes, bands=BANDS):
    return Scheme("test", 1, NAME, Kind.YEAR, {"A": tree}, bands, vetoes)


def rate(measure):
    return ByRate(measure, NAME, measure)


def item(measure, number=1, **rest):
    return OpenItem(f"{measure}#{number}", (Gain(measure, Y2018, **rest),))


def found(tree, given, items, *vetoes):
    return [
        (way.grade, [(lift.item.code, lift.units / POINT) for lift in way.lifts], way.least)
        for way in ways(tree, Table(given), Y2018, items, scheme(tree, *vetoes))
    ]


SUM = Weighted("w", NAME, ((50, rate("a")), (30, rate("b")), (20, rate("c"))))


def test_the_heaviest_things_come_first_and_each_grade_has_its_way():
    """50 × 7/10 + 30 × 9/10 + 20 × 4/10 = 70: to 80 two of a, to 90 four more."""
    items = [item(code, number) for code, missing in (("a", 3), ("b", 1), ("c", 6)) for number in range(missing)]
    assert found(SUM, {"a": (7, 10), "b": (9, 10), "c": (4, 10)}, items) == [
        ("b", [("a#0", 5.0), ("a#1", 5.0)], True),
        ("a", [("a#0", 5.0), ("a#1", 5.0), ("a#2", 5.0), ("b#0", 3.0), ("c#0", 2.0)], True),
    ]


def test_what_cannot_be_reached_any_more_has_no_way():
    assert found(SUM, {"a": (7, 10), "b": (9, 10), "c": (4, 10)}, [item("a"), item("b")]) == []
    assert found(SUM, {"a": (7, 10), "b": (9, 10), "c": (4, 10)}, [item("elsewhere", n) for n in range(9)]) == []
    assert found(SUM, {"a": (1, 1), "b": (1, 1), "c": (1, 1)}, [item("a")]) == []


def test_one_thing_may_lift_two_grades_at_once():
    assert found(rate("a"), {"a": (1, 2)}, [item("a")]) == [("a", [("a#1", 50.0)], True)]


def test_what_alone_gains_nothing_counts_together():
    """The least of two: one alone does not move it."""
    tree = Least("l", NAME, (rate("a"), rate("b")))
    assert found(tree, {"a": (7, 10), "b": (7, 10)}, [item("a"), item("b")]) == [
        ("b", [("a#1", 0.0), ("b#1", 10.0)], True)
    ]


def test_a_smaller_set_is_found_where_taking_the_greatest_first_leads_astray():
    """Bonuses of 6, 3 and 3 come to 12; two things that gain nothing alone come to 15 together."""
    bonus = ByCount("p", NAME, "p", each=POINT)
    left = Adjusted("x", NAME, rate("base"), (bonus,), most_bonus=100 * POINT)
    tree = Weighted("w", NAME, ((50, left), (50, Least("l", NAME, (rate("a"), rate("b"))))))
    items = [item("p", 1, met=12), item("p", 2, met=6), item("p", 3, met=6), item("a", met=3), item("b", met=3)]
    given = {"base": (70, 100), "p": (0, 1), "a": (7, 10), "b": (7, 10)}
    assert found(tree, given, items) == [
        ("b", [("a#1", 0.0), ("b#1", 15.0)], True),
        ("a", [("p#1", 6.0), ("a#1", 0.0), ("b#1", 15.0)], True),
    ]


def test_a_veto_leaves_only_the_grades_below_its_cap():
    veto = Veto("v", NAME, "veto", "b")
    items = [item("a", number) for number in range(5)]
    assert [grade for grade, _lifts, _least in found(rate("a"), {"a": (5, 10), "veto": (1, 1)}, items, veto)] == [
        "c",
        "b",
    ]
    assert found(rate("a"), {"a": (8, 10), "veto": (1, 1)}, items, veto) == []


def test_without_a_mark_the_first_thing_done_gives_one():
    assert found(rate("a"), {}, [item("a", owed=1)]) == [("a", [("a#1", 100.0)], True)]
    assert found(rate("a"), {"a": (0, 0)}, [item("a", met=0, owed=1)]) == [("d", [("a#1", 0.0)], True)]


def test_what_comes_before_there_is_a_mark_adds_nothing_yet():
    """Two prizes are worth ten points, of nothing as long as nobody was visited; the best visit leads astray."""
    prizes = ByCount("prize", NAME, "prize", base=10 * POINT, per_miss=10 * POINT, target=2, most=10 * POINT)
    tree = Adjusted("sum", NAME, rate("visit"), (prizes,), most_bonus=10 * POINT)
    best = OpenItem("best", (Gain("visit", Y2018, 85, 100),))
    prize = OpenItem("prize", (Gain("prize", Y2018, 1, 1),))
    both = OpenItem("both", (Gain("visit", Y2018, 80, 100), Gain("prize", Y2018, 1, 1)))
    way = ways(tree, Table({}), Y2018, [prize, both, best], scheme(tree))[-1]
    assert [(lift.item.code, lift.units) for lift in way.lifts] == [("prize", 0), ("both", 90 * POINT)]


def test_a_duty_counts_in_its_month_its_quarter_and_its_year_for_its_institution_and_for_all():
    may = Period.parse("2018-M05")
    met = duty("x", "L05", may)
    gained = Gained(
        Table(dict.fromkeys(("duty:L05", "duty:*", "duty:L05:on_time", "duty:*:on_time", "duty:L01"), (2, 4))),
        met.gains,
    )
    for period in (may, Period.parse("2018-Q2"), Y2018):
        assert {gained.read(m, period) for m in ("duty:L05", "duty:*", "duty:L05:on_time", "duty:*:on_time")} == {
            Measure(3, 4)
        }
        assert gained.read("duty:L01", period) == Measure(2, 4)
    assert gained.read("duty:L05", Period.parse("2018-M06")) == Measure(2, 4)
    late = Gained(
        Table({"duty:L05": (0, 0), "duty:L05:on_time": (0, 0)}), duty("x", "L05", may, on_time=False, owed=1).gains
    )
    assert (late.read("duty:L05", may), late.read("duty:L05:on_time", may)) == (Measure(1, 1), Measure(0, 1))


def test_a_duty_of_a_poor_month_and_one_of_a_good_quarter_are_weighed_through_the_whole_tree():
    months = Mean("m", NAME, Weighted("e", NAME, ((10, rate("duty:L01")), (30, rate("duty:L05")))), Kind.MONTH)
    tree = Weighted("y", NAME, ((60, months), (40, Mean("q", NAME, rate("duty:*"), Kind.QUARTER))))
    its = Table({"duty:L01": (0, 1), "duty:L05": (1, 1), "duty:*": (1, 2)})
    bands = (Band("a", NAME, 67 * POINT), Band("d", NAME, 0))
    items = [duty(f"L01-{month}", "L01", Period(Kind.MONTH, YEAR, month)) for month in range(1, 13)]
    (way,) = ways(tree, its, Y2018, items, scheme(tree, bands=bands))
    assert evaluate(tree, its, Y2018).units == 65 * POINT
    assert [lift.units for lift in way.lifts] == [6_250_000]  # 60 % × 25 ÷ 12 and 40 % × 50 ÷ 4
    assert way.units == 71_250_000


@pytest.mark.parametrize("seed", range(40))
def test_no_smaller_set_than_the_one_that_is_called_the_least(seed):
    random = Random(seed)
    judging, its = scheme_of(random), facts_of(random)
    period = Period(judging.period, YEAR, 1)
    items = random.sample(missed(random, its), 5)
    moved = [
        tree for tree in judging.trees.values() if marked(tree, its, period, items) > marked(tree, its, period, ())
    ]
    tree = random.choice(moved or [judging.trees["A"]])
    sets = [chosen for size in range(len(items) + 1) for chosen in combinations(items, size)]
    marks = {chosen: marked(tree, its, period, chosen) for chosen in sets}
    lines = sorted({mark for mark in marks.values() if mark > max(0, marks[()])}, reverse=True)
    bands = (
        *(Band(f"b{line}", NAME, line) for line in random.sample(lines, min(3, len(lines)))),
        Band("last", NAME, 0),
    )
    bands = tuple(sorted(bands, key=lambda band: -band.least))
    judging = replace(judging, bands=bands, vetoes=())
    got = ways(tree, its, period, items, judging)
    for way in got:
        line = judging.bands[way.index].least
        assert marks[tuple(each for each in items if each in {lift.item for lift in way.lifts})] == way.units >= line
        assert sum(lift.units for lift in way.lifts) == way.units - max(0, marks[()])
        assert not way.least or len(way.lifts) == min(len(chosen) for chosen, mark in marks.items() if mark >= line)
    before, after = (place(bands, mark) for mark in (marks[()], marks[tuple(items)]))
    assert [way.index for way in got][-1:] == ([after] if after < before else [])
    assert [way.index for way in got] == sorted({way.index for way in got}, reverse=True)


def missed(random, its):
    """Duties that are not met, as open items, some of them too late to be in time."""
    return [
        duty(f"{code}-{month}-{one_more}", code, Period(Kind.MONTH, YEAR, month), on_time=random.random() < 0.7)
        for code, one in its.duties.items()
        for month in range(1, 13)
        for one_more in range(one.owed[month - 1] - one.met[month - 1])
    ] + [item("duty:L01"), item("duty:L01:on_time"), item("mark:visit"), item("elsewhere"), item("attendance")]


def place(bands, mark):
    return len(bands) if mark < 0 else natural(bands, mark)


def marked(tree, its, period, chosen):
    units = evaluate(tree, Gained(its, [gain for each in chosen for gain in each.gains]), period).units
    return -1 if units is None else units


@pytest.mark.parametrize("seed", range(40))
def test_no_item_gains_more_than_its_bound_in_whatever_company(seed):
    random = Random(seed)
    its = facts_of(random)
    items = missed(random, its)[-12:]
    later = Period(Kind.MONTH, YEAR, random.randint(1, 12))
    items += [duty("later", random.choice(INSTITUTIONS), later, owed=1), item("mark:visit", 2, owed=1)]
    for tree in scheme_of(random).trees.values():
        rescoring = Rescoring(evaluate(tree, its, Y2018), items)
        for one in rescoring.items:
            company = [each for each in rescoring.items if each is not one and random.random() < 0.5]
            before = rescoring.with_(rescoring.score, company)
            gained = units(rescoring.with_(before, [one])) - max(0, units(before))
            assert gained <= most_gained(rescoring, one)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=5), st.integers(0, 100))
def test_a_sum_is_always_proven(weights, line):
    tree = Weighted("w", NAME, tuple((weight, rate(f"m{at}")) for at, weight in enumerate(weights)))
    items = [item(f"m{at}", number) for at in range(len(weights)) for number in range(3)]
    bands = (Band("a", NAME, line * POINT), Band("d", NAME, 0))
    given = {f"m{at}": (1, 4) for at in range(len(weights))}
    for way in ways(tree, Table(given), Y2018, items, scheme(tree, bands=bands)):
        assert way.least and way.units >= line * POINT and way.units <= FULL
