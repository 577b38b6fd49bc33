"""What a tree comes to: worked examples of each kind of node."""

import pytest

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import (
    FULL,
    POINT,
    Adjusted,
    ByCount,
    ByRate,
    ByVotes,
    Label,
    Least,
    Mean,
    Outcome,
    Weighted,
    divided,
    evaluate,
    shown,
)

Y2018 = Period.of_year(2018)
NAME = Label("指标", "indicator")


class Table:
    """Facts given as {measure: (numerator, denominator) or None} for the year, or {(measure, period code): …}."""

    def __init__(self, given):
        self.given = given

    def read(self, measure, period):
        found = self.given.get((measure, str(period)), self.given.get(measure))
        return None if found is None else Measure(*found)


def rate(measure="a", **rest):
    return ByRate(measure, NAME, measure, **rest)


def count(measure="a", **rest):
    return ByCount(measure, NAME, measure, **rest)


def weighted(*parts):
    return Weighted("w", NAME, parts)


def mark(tree, period=Y2018, **given):
    units = evaluate(tree, Table(given), period).units
    return None if units is None else shown(units)


# The weights of the nineteen institutions of the default pack (rules.md 1.14); they come to 100.
WEIGHTS = dict(
    zip((f"L{n:02d}" for n in range(1, 20)), (10, 8, 4, 6, 10, 6, 6, 4, 3, 3, 2, 8, 6, 5, 4, 5, 4, 3, 3), strict=True)
)
ENGINE = Weighted("engine", NAME, tuple((weight, rate(f"duty:{code}")) for code, weight in WEIGHTS.items()))


def test_a_branch_without_committee_and_groups_is_not_punished_for_duties_it_does_not_have():
    """vectors.md: 100 − 8 − 4 = 88; all else full → 100.00."""
    given = {f"duty:{code}": (0, 0) if code in ("L02", "L03") else (12, 12) for code in WEIGHTS}
    score = evaluate(ENGINE, Table(given), Y2018)
    applies = [part.weight for part in score.parts if part.outcome is Outcome.KNOWN]
    assert (sum(WEIGHTS.values()), sum(applies), shown(score.units), score.complete) == (100, 88, "100.00", True)
    assert mark(ENGINE, **given | {"duty:L01": (3, 4)}) == "97.16"  # (78 + 10 × 75 %) ÷ 88


@pytest.mark.parametrize(
    ("given", "full_at", "expected"),
    [
        ((17, 20), 100, "85.00"),
        ((1, 3), 100, "33.33"),
        ((2, 3), 100, "66.67"),
        ((0, 5), 100, "0.00"),
        ((5, 5), 100, "100.00"),
        ((6, 5), 100, "100.00"),  # more than owed is no bonus
        ((17, 20), 85, "100.00"),  # 参与率 ≥ 85 % is full
        ((16, 20), 85, "94.12"),
        ((0, 0), 100, None),
    ],
)
def test_a_rate(given, full_at, expected):
    assert mark(rate(full_at=full_at), a=given) == expected


@pytest.mark.parametrize(
    ("leaf", "given", "expected"),
    [
        # ≥ 4 meetings a year, −0.5 for each that is missing, of 4 (党建责任制 34分块)
        (count(out_of=4 * POINT, base=4 * POINT, per_miss=POINT // 2, target=4, most=4 * POINT), (4, 1), "100.00"),
        (count(out_of=4 * POINT, base=4 * POINT, per_miss=POINT // 2, target=4, most=4 * POINT), (1, 1), "62.50"),
        (count(out_of=4 * POINT, base=4 * POINT, per_miss=POINT // 2, target=4, most=4 * POINT), (9, 1), "100.00"),
        # ≥ 10 meetings, −1 each missing, of 10 (研究党建)
        (count(out_of=10 * POINT, base=10 * POINT, per_miss=POINT, target=10, most=10 * POINT), (7, 1), "70.00"),
        # 三会一课 3 a time, at most 12 (base-60 member scheme)
        (count(out_of=12 * POINT, each=3 * POINT, most=12 * POINT), (3, 4), "75.00"),
        (count(out_of=12 * POINT, each=3 * POINT, most=12 * POINT), (7, 9), "100.00"),
        # points of the ledger as they are, at most 100
        (count(each=POINT), (64, 1), "64.00"),
        (count(each=POINT), (130, 1), "100.00"),
        # missing of what is owed, when no target is given
        (count(base=FULL, per_miss=2 * POINT), (17, 20), "94.00"),
        # deducted per event, down to a floor
        (count(base=FULL, each=-5 * POINT, floor=60 * POINT), (3, 1), "85.00"),
        (count(base=FULL, each=-5 * POINT, floor=60 * POINT), (30, 1), "60.00"),
        (count(each=POINT), (0, 0), None),
    ],
)
def test_a_count(leaf, given, expected):
    assert mark(leaf, a=given) == expected


@pytest.mark.parametrize(
    ("votes", "expected"),
    [((20, 0, 0, 0), "100.00"), ((12, 6, 2, 0), "92.50"), ((0, 0, 0, 3), "50.00"), ((0, 0, 0, 0), None)],
)
def test_graded_votes(votes, expected):
    worth = (("good", FULL), ("fairly", 85 * POINT), ("fair", 70 * POINT), ("poor", 50 * POINT))
    given = {code: (one, sum(votes)) for (code, _units), one in zip(worth, votes, strict=True)}
    assert mark(ByVotes("v", NAME, worth), **given) == expected


def test_votes_of_which_one_grade_is_not_known_are_not_known():
    score = evaluate(ByVotes("v", NAME, (("good", FULL), ("poor", 0))), Table({"good": (3, 3)}), Y2018)
    assert (score.outcome, score.units, score.complete) == (Outcome.UNKNOWN, None, False)


def test_unknown_is_not_nought():
    tree = weighted((60, rate("ledger")), (40, rate("visit")))
    score = evaluate(tree, Table({"ledger": (9, 10)}), Y2018)
    assert (shown(score.units), score.complete, score.outcome) == ("90.00", False, Outcome.KNOWN)
    assert mark(tree, ledger=(9, 10), visit=(0, 10)) == "54.00"
    nothing = evaluate(tree, Table({}), Y2018)
    assert (nothing.units, nothing.complete, nothing.outcome) == (None, False, Outcome.UNKNOWN)


def test_what_does_not_apply_is_complete_without_a_mark():
    score = evaluate(weighted((60, rate("a")), (40, rate("b"))), Table({"a": (0, 0), "b": (0, 0)}), Y2018)
    assert (score.units, score.complete, score.outcome) == (None, True, Outcome.NOT_APPLICABLE)


def test_a_mean_is_over_the_months_in_which_it_applies_and_is_known():
    given = {("a", "2018-M01"): (1, 1), ("a", "2018-M02"): (0, 1), ("a", "2018-M03"): (2, 3)}
    score = evaluate(Mean("m", NAME, rate(), Kind.MONTH), Table(given), Y2018)
    assert (shown(score.units), score.complete, len(score.parts)) == ("55.56", False, 12)
    assert score.units == divided(FULL + 0 + divided(2 * FULL, 3), 3)  # each month is a mark of its own
    first = evaluate(Mean("m", NAME, rate(), Kind.MONTH), Table(given), Period.parse("2018-Q1"))
    assert (first.units, first.complete) == (score.units, True)


def test_the_least_of_those_that_apply():
    tree = Least("l", NAME, (rate("a"), rate("b"), rate("c")))
    assert mark(tree, a=(3, 4), b=(1, 2), c=(0, 0)) == "50.00"
    assert mark(tree, a=(3, 4)) == "75.00"


BONUS = count("bonus", each=2 * POINT, most=100 * POINT)
DEDUCTION = count("deduction", each=3 * POINT, most=100 * POINT)
ADJUSTED = Adjusted(
    "a", NAME, rate(), (BONUS,), (DEDUCTION,), most_bonus=5 * POINT, most_deducted=10 * POINT, floor=40 * POINT
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"a": (8, 10)}, "80.00"),
        ({"a": (8, 10), "bonus": (2, 1)}, "84.00"),
        ({"a": (8, 10), "bonus": (9, 1)}, "85.00"),  # bonuses together at most 5
        ({"a": (98, 100), "bonus": (9, 1)}, "100.00"),  # and never above the whole
        ({"a": (8, 10), "deduction": (2, 1)}, "74.00"),
        ({"a": (8, 10), "deduction": (9, 1)}, "70.00"),  # deductions together at most 10
        ({"a": (45, 100), "deduction": (9, 1)}, "40.00"),  # down to the floor
        ({"a": (8, 10), "bonus": (9, 0)}, "80.00"),  # does not apply
        ({"bonus": (9, 1)}, None),  # nothing to adjust
    ],
)
def test_bonus_and_deduction(given, expected):
    assert mark(ADJUSTED, **given) == expected


def test_a_bonus_that_nobody_gave_is_nothing_and_no_gap():
    score = evaluate(ADJUSTED, Table({"a": (8, 10)}), Y2018)
    assert (score.complete, [part.outcome for part in score.parts[1:]]) == (True, [Outcome.UNKNOWN] * 2)
    assert evaluate(ADJUSTED, Table({"bonus": (1, 1)}), Y2018).complete is False


def test_seventy_per_cent_of_what_is_left_and_thirty_of_the_review():
    """五星级党支部: (基础项 − 减分项) × 70 % + 评议项 × 30 %."""
    left = Adjusted("left", NAME, rate("base"), deductions=(DEDUCTION,))
    tree = weighted((70, left), (30, rate("review")))
    assert mark(tree, base=(19, 20), deduction=(1, 1), review=(9, 10)) == "91.40"  # (95 − 3) × 70 % + 90 × 30 %


def test_the_year_is_put_together_as_the_default_scheme_says():
    """rules.md 2.4: 30 % mean of months, 40 % of quarters (ledger 60, visit 40), 30 % year-end, bonus at most 5."""
    months = Mean("months", NAME, rate("engine"), Kind.MONTH)
    quarters = Mean("quarters", NAME, weighted((60, rate("ledger")), (40, rate("visit"))), Kind.QUARTER)
    end = weighted((50, ByVotes("v", NAME, (("good", FULL), ("fair", 70 * POINT)))), (50, rate("survey")))
    year = Adjusted("y", NAME, weighted((30, months), (40, quarters), (30, end)), (BONUS,), most_bonus=5 * POINT)
    given = {"engine": (9, 10), "ledger": (95, 100), "visit": (8, 10), "good": (8, 10), "fair": (2, 10)}
    # 30 % × 90 + 40 % × (57 + 32) + 30 % × (47 + 44) = 27 + 35.6 + 27.3
    assert mark(year, **given, survey=(88, 100)) == "89.90"
    assert mark(year, **given, survey=(88, 100), bonus=(1, 1)) == "91.90"


@pytest.mark.parametrize(
    ("units", "places", "printed"),
    [
        (92_400_000, 2, "92.40"), (92_404_999, 2, "92.40"), (92_405_000, 2, "92.41"), (FULL, 2, "100.00"),
        (0, 2, "0.00"), (-500_000, 2, "-0.50"), (-1, 2, "0.00"), (85_500_000, 0, "86"), (1, 6, "0.000001"),
    ],
)  # fmt: skip
def test_a_mark_in_print(units, places, printed):
    assert shown(units, places) == printed
