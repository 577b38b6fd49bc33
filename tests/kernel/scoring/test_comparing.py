"""A score beside the one before it, and beside its group in which nobody is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import (
    POINT,
    Adjusted,
    Band,
    ByCount,
    ByRate,
    Label,
    Least,
    Mean,
    Scheme,
    Weighted,
    evaluate,
)
from taizhang.kernel.scoring.changing import Gain, Lift, OpenItem, Way
from taizhang.kernel.scoring.comparing import Quartiles, chain, quartiles, since
from taizhang.kernel.scoring.telling import way
from tests.kernel.scoring.strategies import YEAR, facts, trees

Q1, Q2 = Period.parse("2018-Q1"), Period.parse("2018-Q2")
NAME = Label("指标", "indicator")


class Table:
    """Facts given as {(measure, period code) or measure: (numerator, denominator)}."""

    def __init__(self, given):
        self.given = given

    def read(self, measure, period):
        found = self.given.get((measure, str(period)), self.given.get(measure))
        return None if found is None else Measure(*found)


def rate(measure):
    return ByRate(measure, NAME, measure)


def moved(differences):
    return [(each.node.code, each.moved / POINT) for each in differences]


SUM = Weighted("w", NAME, ((50, rate("a")), (30, rate("b")), (20, rate("c"))))


def test_what_moved_a_mark_stands_first_and_adds_up():
    now = evaluate(SUM, Table({"a": (9, 10), "b": (5, 10), "c": (1, 1)}), Q2)
    before = evaluate(SUM, Table({"a": (8, 10), "b": (9, 10), "c": (1, 1)}), Q1)
    assert moved(since(now, before)) == [("b", -12.0), ("a", 5.0), ("c", 0.0)]
    assert now.units - before.units == -7 * POINT


def test_what_does_not_apply_any_more_moves_its_neighbours_shares_too():
    now = evaluate(SUM, Table({"a": (8, 10), "b": (0, 0), "c": (1, 1)}), Q2)
    before = evaluate(SUM, Table({"a": (8, 10), "b": (9, 10), "c": (1, 1)}), Q1)
    found = since(now, before)
    assert abs(sum(each.moved for each in found) - (now.units - before.units)) <= len(found)
    assert found[0].node.code == "b" and found[0].now.units is None


def test_a_part_that_is_new_has_no_other_side():
    newer = Weighted("w", NAME, ((50, rate("a")), (50, rate("d"))))
    given = Table({"a": (1, 2), "b": (1, 1), "c": (1, 1), "d": (1, 1)})
    found = {each.node.code: each for each in since(evaluate(newer, given, Q2), evaluate(SUM, given, Q1))}
    assert (found["d"].before, found["b"].now, found["a"].moved) == (None, None, 0)
    assert (found["d"].moved, found["b"].moved) == (50 * POINT, -30 * POINT)


def test_months_stand_beside_the_months_in_the_same_place():
    months = Mean("m", NAME, rate("a"), Kind.MONTH)
    given = {("a", f"2018-M{month:02d}"): (met, 10) for month, met in zip(range(1, 7), (9, 9, 9, 9, 6, 9), strict=True)}
    found = since(evaluate(months, Table(given), Q2), evaluate(months, Table(given), Q1))
    assert (str(found[0].now.period), str(found[0].before.period), found[0].moved) == (
        "2018-M05",
        "2018-M02",
        -10 * POINT,
    )


def test_bonus_deduction_and_least_say_what_they_did():
    tree = Adjusted(
        "x", NAME, Least("l", NAME, (rate("a"), rate("b"))),
        (ByCount("p", NAME, "p", each=POINT),), (ByCount("d", NAME, "d", each=POINT),), most_bonus=5 * POINT,
    )  # fmt: skip
    now = evaluate(tree, Table({"a": (7, 10), "b": (8, 10), "p": (2, 1), "d": (3, 1)}), Q2)
    before = evaluate(tree, Table({"a": (9, 10), "b": (8, 10)}), Q1)
    assert moved(since(now, before)) == [("l", -10.0), ("d", -3.0), ("p", 2.0)]
    assert [each.node.code for each in chain(now, before)] == ["l", "b"]  # b was the least, and is not any more


def test_of_equal_least_parts_one_makes_the_mark():
    tree = Least("l", NAME, (rate("a"), rate("b")))
    now, before = (evaluate(tree, Table({"a": (met, 10), "b": (met, 10)}), Q2) for met in (7, 9))
    assert moved(since(now, before)) == [("a", -20.0), ("b", 0.0)]


def test_a_chain_leads_down_to_where_a_change_came_from():
    tree = Weighted("top", NAME, ((40, SUM), (60, rate("z"))))
    now = evaluate(tree, Table({"a": (9, 10), "b": (1, 10), "c": (1, 1), "z": (50, 100)}), Q2)
    before = evaluate(tree, Table({"a": (8, 10), "b": (9, 10), "c": (1, 1), "z": (51, 100)}), Q1)
    assert moved(chain(now, before)) == [("w", -7.6), ("b", -24.0)]
    assert list(chain(now, now)) == []


@pytest.mark.parametrize(
    ("marks", "fewest", "expected"),
    [
        ((1, 2, 3, 4, 5), 5, Quartiles(5, 2, 3, 4)),
        ((5, 4, 3, 2, 1, None), 5, Quartiles(5, 2, 3, 4)),
        ((1, 2, 3, 4), 5, None),
        ((), 1, None),
        ((4, 8), 1, Quartiles(2, 5, 6, 7)),
        ((1, 2, 3, 4, 5, 6), 5, Quartiles(6, 2, 4, 5)),  # 2.25, 3.5 and 4.75, halves up
        ((7,) * 9, 5, Quartiles(9, 7, 7, 7)),
    ],
)
def test_quartiles_as_spreadsheets_reckon_them_and_none_of_so_few(marks, fewest, expected):
    assert quartiles(marks, fewest) == expected


@pytest.mark.parametrize(
    ("units", "zh", "en"),
    [
        (40, "处于同组前四分之一", "in the upper quarter of its group"),
        (30, "不低于同组中位数", "at or above the median of its group"),
        (20, "低于同组中位数", "below the median of its group"),
        (19, "处于同组后四分之一", "in the lower quarter of its group"),
    ],
)
def test_a_mark_says_in_which_part_of_the_group_it_lies_and_no_more(units, zh, en):
    its = Quartiles(9, 20, 30, 40)
    assert (its.words(units, "zh-hans"), its.words(units, "en")) == (zh, en)
    assert Quartiles(9, units, units, units).words(units, "zh-hans") == "与同组多数相同"


@given(st.lists(st.integers(0, 100 * POINT), min_size=1, max_size=40))
def test_quartiles_part_a_group_into_quarters(marks):
    its = quartiles(marks, 1)
    assert min(marks) <= its.lower <= its.median <= its.upper <= max(marks)
    for line, part in ((its.lower, 1), (its.median, 2), (its.upper, 3)):
        assert 4 * sum(mark < line for mark in marks) <= part * len(marks) + 4 - part
        assert 4 * sum(mark > line for mark in marks) <= (4 - part) * len(marks) + part


@given(trees(), facts(), facts())
def test_the_parts_of_a_mean_add_up_to_the_difference(tree, one, other):
    mean = Weighted("mean", NAME, ((3, tree), (2, rate("attendance")), (1, rate("duty:*"))))
    now, before = (evaluate(mean, its, Period.of_year(YEAR)) for its in (one, other))
    found = since(now, before)
    if now.units is not None and before.units is not None:
        assert abs(sum(each.moved for each in found) - (now.units - before.units)) <= len(found) + 1
    assert since(now, now) and not any(each.moved for each in since(now, now))


def test_a_way_says_how_many_things_lead_where():
    bands = (Band("a", Label("优秀", "excellent"), 90 * POINT, (1, 3)), Band("b", Label("合格", "fit"), 0))
    judging = Scheme("s", 1, NAME, Kind.YEAR, {}, bands)
    lift = Lift(OpenItem("x", (Gain("a", Q1),)), 5 * POINT)
    proven, tried = Way("a", 0, 91 * POINT, (lift, lift), True), Way("b", 1, 89_999_000, (lift,), False)
    assert (way(judging, proven, "zh-hans"), way(judging, proven, "en")) == (
        "最少再完成2项，得91.00分，按得分可为“优秀”；该等次不超过同组的1/3",
        "at least 2 more things: 91.00, “excellent” by the mark; that grade is for at most 1/3 of the group",
    )
    assert (way(judging, tried, "zh-hans"), way(judging, tried, "en")) == (
        "再完成1项，得89.999分，按得分可为“合格”；更少的组合未能全部试算",
        "1 more thing: 89.999, “fit” by the mark; not every smaller set could be tried",
    )
