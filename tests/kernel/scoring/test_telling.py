"""Sentences of scores, of grades and of rules: goldens in both languages, and what holds of every sentence."""

import re

import pytest
from hypothesis import given

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import (
    FULL,
    POINT,
    Adjusted,
    Band,
    ByCount,
    ByRate,
    ByVotes,
    Effect,
    Label,
    Least,
    Mean,
    Scheme,
    Veto,
    Weighted,
    evaluate,
    walk,
)
from taizhang.kernel.scoring.grading import Judged, grade
from taizhang.kernel.scoring.telling import graded, kind, rule, sentence
from taizhang.kernel.scoring.units import plain, printed
from tests.kernel.scoring.strategies import YEAR, facts, trees

Y2018 = Period.of_year(YEAR)
LECTURE, VISIT, REVIEW = Label("党课", "lectures"), Label("实地检查", "visit"), Label("述职评议", "review")
A, B, C = ByRate("a", LECTURE, "a"), ByRate("b", VISIT, "b"), ByRate("c", REVIEW, "c")
SUM = Label("合计", "sum")


class Table:
    """Facts given as {measure: (numerator, denominator) or None}, each for the year or {period code: …}."""

    def __init__(self, given):
        self.given = given

    def read(self, measure, period):
        found = self.given.get(measure)
        found = found.get(str(period)) if isinstance(found, dict) else found
        return None if found is None else Measure(*found)


def told(tree, **given):
    score = evaluate(tree, Table(given), Y2018)
    return sentence(score, "zh-hans"), sentence(score, "en")


@pytest.mark.parametrize(
    ("leaf", "given", "zh", "en"),
    [
        (A, (17, 20), "17/20（85.0%），得85.00分", "17/20 (85.0%): 85.00"),
        (A, (21, 20), "21/20（105.0%），最多计满分，得100.00分", "21/20 (105.0%), at most full: 100.00"),
        (A, (0, 0), "不适用，不计入分母", "Does not apply: left out of the denominator"),
        (A, None, "尚无数据，不按零分计", "Not known yet, which is not nought"),
        (ByRate("a", LECTURE, "a", 85), (16, 20), "16/20（80.0%），达到85%得满分，得94.12分",
         "16/20 (80.0%), full from 85% on: 94.12"),
        (ByCount("a", LECTURE, "a", 4 * POINT, base=4 * POINT, per_miss=POINT // 2, target=4, most=4 * POINT), (1, 1),
         "目标4，已有1：基础分4 − 缺3 × 0.5 = 2.5，满分4，得62.50分",
         "target 4, done 1: base 4 − 3 missing × 0.5 = 2.5, of 4: 62.50"),
        (ByCount("a", LECTURE, "a", base=FULL, per_miss=2 * POINT), (17, 20),
         "17/20（85.0%）：基础分100 − 缺3 × 2 = 94，得94.00分", "17/20 (85.0%): base 100 − 3 missing × 2 = 94: 94.00"),
        (ByCount("a", LECTURE, "a", 12 * POINT, each=3 * POINT, most=12 * POINT), (7, 9),
         "7 × 3 = 21，最多计12，满分12，得100.00分", "7 × 3 = 21, at most 12, of 12: 100.00"),
        (ByCount("a", LECTURE, "a", base=FULL, each=-5 * POINT, floor=60 * POINT), (30, 1),
         "基础分100 − 30 × 5 = −50，最低计60，得60.00分", "base 100 − 30 × 5 = −50, at least 60: 60.00"),
        (ByCount("a", LECTURE, "a", base=FULL, per_miss=POINT), (3, 3),
         "3/3（100.0%）：基础分100，得100.00分", "3/3 (100.0%): base 100: 100.00"),
    ],
)  # fmt: skip
def test_a_leaf_says_so_many_of_so_many_and_what_follows(leaf, given, zh, en):
    assert told(leaf, a=given) == (zh, en)


def test_votes_say_how_many_gave_what():
    votes = ByVotes("v", REVIEW, (("good", FULL), ("fairly", 85 * POINT), ("poor", 50 * POINT)))
    assert told(votes, good=(12, 20), fairly=(8, 20), poor=(0, 20)) == (
        "20票：（12 × 100 + 8 × 85）÷ 20，得94.00分",
        "20 votes: (12 × 100 + 8 × 85) ÷ 20 = 94.00",
    )


WEIGHTED = Weighted("w", SUM, ((30, A), (40, B), (30, C)))


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        ({"a": (88, 100), "b": (95, 100), "c": (27, 30)},
         "91.40 = 30% × 88.00 + 40% × 95.00 + 30% × 90.00", "91.40 = 30% × 88.00 + 40% × 95.00 + 30% × 90.00"),
        ({"a": (88, 100), "b": (95, 100), "c": (0, 0)},
         "92.00 = （30 × 88.00 + 40 × 95.00）÷ 70；“述职评议”不适用，不计入分母",
         "92.00 = (30 × 88.00 + 40 × 95.00) ÷ 70; does not apply and is left out: “review”"),
        ({"a": (0, 0), "b": (95, 100), "c": None},
         "95.00，只计“实地检查”；“党课”不适用，不计入分母；“述职评议”尚无数据，不按零分计",
         "95.00, of “visit” alone; does not apply and is left out: “lectures”; not known yet, which is not nought: "
         "“review”"),
        ({"a": (0, 0), "b": (0, 0), "c": (0, 0)},
         "各项都不适用，不计入分母", "Nothing in it applies: left out of the denominator"),
    ],
)  # fmt: skip
def test_a_weighted_mean_shows_its_sum_and_what_it_leaves_out(given, zh, en):
    assert told(WEIGHTED, **given) == (zh, en)


def test_an_equals_sign_is_written_only_where_the_printed_numbers_bear_it_out():
    half = Weighted("w", SUM, ((50, A), (50, B)))
    assert told(half, a=(1, 3), b=(2, 3))[0] == "50.00 = 50% × 33.33 + 50% × 66.67"
    # 10.0041 and 10.0052 come to 10.00465; as they are printed they would come to 10.005
    assert told(half, a=(100_041, 10**6), b=(100_052, 10**6))[0] == "10.00 ≈ 50% × 10.00 + 50% × 10.01"
    assert told(ADJUSTED, a=(80_004, 10**5), bonus=(1, 1))[0] == "82.00 = 80.00 + 加分2.00"


def test_many_parts_stand_together_by_mark():
    parts = tuple((weight, ByRate(f"r{at}", LECTURE, f"r{at}")) for at, weight in enumerate((10, 6, 10, 6, 6, 4, 3, 8)))
    given = {f"r{at}": (1, 2) if at == 1 else (0, 0) if at in (6, 7) else (1, 1) for at in range(8)}
    given |= {"r5": (0, 1)}
    zh, en = told(Weighted("w", SUM, (*parts, (5, C))), **given, c=(1, 1))
    assert zh == "85.11 = （37 × 100.00 + 6 × 50.00 + 4 × 0.00）÷ 47；“党课”、“党课”不适用，不计入分母"
    assert en.startswith("85.11 = (37 × 100.00 + 6 × 50.00 + 4 × 0.00) ÷ 47; does not apply")
    zh, en = told(Weighted("w", SUM, parts), **{f"r{at}": (0, 0) if at > 2 else (1, 1) for at in range(8)})
    assert (zh[-12:], en[-33:]) == ("；5项不适用，不计入分母", "ot apply and is left out: 5 items")


def test_a_mean_says_over_how_many_months_and_which_it_lacks():
    months = Mean("m", SUM, A, Kind.MONTH)
    given = {"2018-M01": (1, 1), "2018-M02": (1, 2), "2018-M03": (0, 0)}
    assert told(months, a=given) == (
        "75.00 = （100.00 + 50.00）÷ 2个月；1个月不适用；9个月尚无数据",
        "75.00 = (100.00 + 50.00) ÷ 2 months; 1 month not applicable; 9 months not known yet",
    )
    many = {f"2018-M{month:02d}": (20 - month, 20) for month in range(1, 9)}
    assert told(months, a=many)[0].startswith(
        "77.50 = （95.00 + 90.00 + 85.00 + 80.00 + 75.00 + 70.00 + 65.00 + 60.00）÷ 8"
    )
    full = {f"2018-M{month:02d}": (int(month < 8), 1) for month in range(1, 9)}
    assert told(months, a=full)[0].startswith("87.50 = （7 × 100.00 + 0.00）÷ 8个月")
    assert told(Mean("m", SUM, A, Kind.QUARTER), a=(9, 10)) == ("90.00，4个季度都是此分", "90.00 in each of 4 quarters")


def test_the_least_is_named():
    assert told(Least("l", SUM, (A, B, C)), a=(3, 4), b=(1, 2)) == (
        "50.00，取最低的“实地检查”；“述职评议”尚无数据，不按零分计",
        "50.00, the least: “visit”; not known yet, which is not nought: “review”",
    )


BONUS = ByCount("bonus", Label("表彰", "honours"), "bonus", each=2 * POINT)
DEDUCTION = ByCount("late", Label("迟报", "late"), "late", each=POINT // 2)
ADJUSTED = Adjusted("x", SUM, A, (BONUS,), (DEDUCTION,), most_bonus=5 * POINT)


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        ({}, "80.00，不加不减", "80.00, nothing added or taken off"),
        ({"bonus": (1, 1), "late": (3, 1)}, "80.50 = 80.00 + 加分2.00 − 扣分1.50",
         "80.50 = 80.00 + bonus 2.00 − deduction 1.50"),
        ({"bonus": (4, 1)}, "85.00 = 80.00 + 加分5.00（共8.00）", "85.00 = 80.00 + bonus 5.00 (of 8.00)"),
    ],
)  # fmt: skip
def test_what_is_added_and_taken_off(given, zh, en):
    assert told(ADJUSTED, a=(8, 10), **given) == (zh, en)


def test_a_bound_says_what_the_sum_was():
    assert told(ADJUSTED, a=(49, 50), bonus=(2, 1)) == (
        "100.00：98.00 + 加分4.00 = 102.00，最高100",
        "100.00: 98.00 + bonus 4.00 = 102.00, at most 100",
    )
    assert told(ADJUSTED, a=(0, 50), late=(3, 1))[0] == "0.00：0.00 − 扣分1.50 = −1.50，最低0"


def test_a_bonus_and_a_deduction_say_that_they_are_amounts():
    parts = evaluate(ADJUSTED, Table({"a": (8, 10), "bonus": (2, 1), "late": (3, 1)}), Y2018).parts
    assert [sentence(part, "zh-hans") for part in parts[1:]] == ["2 × 2 = 4，加4.00分", "3 × 0.5 = 1.5，扣1.50分"]
    assert [sentence(part, "en") for part in parts[1:]] == ["2 × 2 = 4: 4.00 added", "3 × 0.5 = 1.5: 1.50 taken off"]
    silent = evaluate(ADJUSTED, Table({"a": (8, 10), "late": (0, 0)}), Y2018).parts
    assert [sentence(part, "zh-hans") for part in silent[1:]] == ["没有登记，不加不减", "不适用，不加不减"]
    none = evaluate(ADJUSTED, Table({"a": (8, 10), "bonus": (0, 1), "late": (0, 1)}), Y2018).parts
    assert [sentence(part, "zh-hans") for part in none[1:]] == ["0，不加分", "0，不扣分"]
    assert [sentence(part, "en") for part in none[1:]] == ["0: nothing added", "0: nothing taken off"]


def test_traditional_readers_read_traditional_characters():
    score = evaluate(WEIGHTED, Table({"a": (1, 1), "b": (1, 1)}), Y2018)
    assert sentence(score, "zh-hant").endswith("「述職評議」尚無數據，不按零分計")


@pytest.mark.parametrize(
    ("node", "called", "zh", "en"),
    [
        (A, "按比率计分", "实际数 ÷ 应有数 × 100", "so many ÷ of so many × 100"),
        (ByRate("a", LECTURE, "a", 85), "按比率计分", "实际数 ÷ 应有数，达到85%得满分",
         "so many ÷ of so many, full from 85% on"),
        (BONUS, "按数量计分", "每次计2分，最多100分", "2 given for each, at most 100"),
        (ByCount("a", LECTURE, "a", 4 * POINT, base=4 * POINT, per_miss=POINT // 2, target=4, most=4 * POINT),
         "按数量计分", "基础分4，比目标4每少1扣0.5分，最多4分", "base 4, 0.5 taken off for each short of 4, at most 4"),
        (ByVotes("v", REVIEW, (("good", FULL), ("poor", 50 * POINT))), "按票数计分",
         "各档分值100、50，按得票数平均", "the mean of what the grades are worth (100, 50), by votes"),
        (WEIGHTED, "加权合计", "3项按权重平均，权重合计100；不适用或尚无数据的不计入分母",
         "the mean of 3 parts by weight (100 in all); what does not apply or is not known yet leaves the denominator"),
        (Mean("m", SUM, A, Kind.QUARTER), "分期平均", "每季度分别计分，再求平均",
         "each quarter is marked for itself; the mean of these"),
        (Least("l", SUM, (A, B)), "取最低", "取各项中的最低分", "the lowest of its parts"),
        (ADJUSTED, "加减分", "加分合计最多5分，扣分不设上限，结果在0–100分之间",
         "bonuses together at most 5, deductions without a bound, the result lies within 0–100"),
    ],
)  # fmt: skip
def test_a_node_says_the_rule_that_it_is(node, called, zh, en):
    assert (kind(node, "zh-hans"), rule(node, "zh-hans"), rule(node, "en")) == (called, zh, en)


STARS = Scheme(
    "stars", 1, Label("星级", "stars"), Kind.YEAR, {},
    (
        Band("5", Label("五星级", "five stars"), 90 * POINT, (3, 10)),
        Band("4", Label("四星级", "four stars"), 80 * POINT),
        Band("0", Label("不定星", "no star"), 0),
    ),
    (Veto("v", Label("受党纪处分", "discipline"), "mark:veto:v", "0"),),
    fewest=3,
)  # fmt: skip


@pytest.mark.parametrize(
    ("at", "zh", "en"),
    [
        (0, "98.00 ≥ 90，按得分为“五星级”；同组4个中列第1",
         "98.00 ≥ 90: “five stars” by the mark; 1st of 4 in its group"),
        (1,
         "96.00 ≥ 90，按得分为“五星级”；“五星级”不超过3/10，同组4个中最多1个，得分不低于此的已超出，列“四星级”；"
         "同组4个中列第2",
         "96.00 ≥ 90: “five stars” by the mark; “five stars” is for at most 3/10, 1 of the 4 in its group, more "
         "have as much: “four stars”; 2nd of 4 in its group"),
        (2, "89.999 ≥ 80，按得分为“四星级”；一票否决：“受党纪处分”，最高为“不定星”；同组4个中列第3",
         "89.999 ≥ 80: “four stars” by the mark; veto: “discipline”, at best “no star”; 3rd of 4 in its group"),
        (3, "12.00 < 80，按得分为“不定星”；同组4个中列第4", "12.00 < 80: “no star” by the mark; 4th of 4 in its group"),
    ],
)  # fmt: skip
def test_a_grade_says_why_it_is_no_other(at, zh, en):
    units = (98 * POINT, 96 * POINT, 89_999_000, 12 * POINT)
    judged = [Judged(("A", "branch"), each, ("v",) if place == 2 else ()) for place, each in enumerate(units)]
    its = grade(STARS, judged)[at]
    assert graded(STARS, units[at], its, "zh-hans", ranked=True) == zh
    assert graded(STARS, units[at], its, "en", ranked=True) == en
    assert "同组4个中列第" not in graded(STARS, units[at], its, "zh-hans")


def test_without_a_mark_there_is_no_grade_to_give_reasons_for():
    (its,) = grade(STARS, [Judged(("A", "branch"), None)])
    assert (graded(STARS, None, its, "zh-hans"), graded(STARS, None, its, "en")) == (
        "没有得分，不定等次",
        "No mark, hence no grade",
    )


@pytest.mark.parametrize(
    ("units", "text"),
    [
        (90 * POINT, "90.00"), (89_999_999, "89.999999"), (89_996_000, "89.996"), (89_994_999, "89.99"),
        (89_500_000, "89.50"), (91_234_567, "91.23"),
    ],
)  # fmt: skip
def test_a_mark_below_a_line_never_looks_as_if_it_reached_it(units, text):
    assert printed(units, [90 * POINT, 80 * POINT]) == text


@pytest.mark.parametrize(
    ("units", "text"), [(500_000, "0.5"), (4 * POINT, "4"), (0, "0"), (1_333_333, "1.333333"), (FULL, "100")]
)
def test_a_number_of_a_scheme_is_written_as_it_was_given(units, text):
    assert plain(units) == text


@given(trees(), facts())
def test_every_sentence_is_of_one_language_and_tells_the_mark(tree, its):
    def below(score):
        yield score
        for part in score.parts:
            yield from below(part)

    for score in below(evaluate(tree, its, Y2018)):
        zh, en = sentence(score, "zh-hans"), sentence(score, "en")
        assert not re.search("[\u3000-\u9fff（）：；，]", en)
        assert not re.search("[A-Za-z]", re.sub("“[^”]*”", "", zh))
        if score.units or (score.units == 0 and score.effect is Effect.MARK):
            number = printed(score.units)
            assert number in zh and number in en
    for node in walk(tree):
        assert rule(node, "zh-hans") and not re.search("[\u3000-\u9fff（）：；，]", rule(node, "en") + kind(node, "en"))
