from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.errors import Refused
from taizhang.kernel.measures import Light, Measure, light, weighted

MEASURES = st.builds(Measure, st.integers(0, 10**6), st.integers(0, 10**6))


@pytest.mark.parametrize(
    ("measure", "rate", "zh", "en"),
    [
        (Measure(17, 20), Fraction(17, 20), "17/20（85.0%）", "17/20 (85.0%)"),
        (Measure(0, 20), Fraction(0), "0/20（0.0%）", "0/20 (0.0%)"),
        (Measure(0, 0), None, "不适用", "not applicable"),
        (Measure(22, 20), Fraction(11, 10), "22/20（110.0%）", "22/20 (110.0%)"),
        (Measure(1, 3), Fraction(1, 3), "1/3（33.3%）", "1/3 (33.3%)"),
        (Measure(1, 16), Fraction(1, 16), "1/16（6.3%）", "1/16 (6.3%)"),
        (Measure(9999, 10000), Fraction(9999, 10000), "9999/10000（99.9%）", "9999/10000 (99.9%)"),
    ],
)
def test_a_measure_reads_aloud(measure, rate, zh, en):
    assert measure.rate == rate
    assert (measure.words("zh"), measure.words("en")) == (zh, en)


def test_more_than_the_whole_is_an_alarm_and_is_not_clamped():
    assert Measure(22, 20).over and not Measure(20, 20).over
    assert Measure(1, 0).over and Measure(1, 0).rate is None


def test_places_can_be_chosen():
    assert Measure(2, 3).percent("zh", 2) == "66.67%"
    assert Measure(2, 3).percent("zh", 0) == "67%"
    assert Measure(999, 1000).percent("zh", 0) == "99%"


@given(MEASURES, MEASURES, MEASURES)
def test_measures_add_in_any_order(a, b, c):
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert (a + b).numerator == a.numerator + b.numerator and (a + b).denominator == a.denominator + b.denominator


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 2), (1, -2)])
def test_a_count_is_never_negative(numerator, denominator):
    with pytest.raises(Refused, match="never negative"):
        Measure(numerator, denominator)


def test_a_branch_without_committee_and_groups_still_reaches_a_hundred():
    weights = [10, 8, 4, 6, 10, 6, 6, 4, 3, 3, 2, 8, 6, 5, 4, 5, 4, 3, 3]
    assert sum(weights) == 100
    parts = [
        (weight, None if weight_is_for in (1, 2) else Measure(1, 1)) for weight_is_for, weight in enumerate(weights)
    ]
    assert sum(weight for weight, measure in parts if measure) == 88
    assert weighted(parts) == Fraction(100)


def test_what_is_not_owed_leaves_the_denominator_and_what_is_missed_does_not():
    assert weighted([(10, Measure(1, 2)), (90, Measure(0, 0))]) == 50
    assert weighted([(50, Measure(1, 1)), (50, Measure(0, 1))]) == 50
    assert weighted([(50, None)]) is None and weighted([]) is None


def test_a_negative_weight_is_refused():
    with pytest.raises(Refused, match="weight"):
        weighted([(-1, Measure(1, 1))])


@pytest.mark.parametrize(
    ("unfinished", "colour"),
    [(0, "green"), (2, "green"), (3, "yellow"), (6, "yellow"), (7, "red"), (70, "red")],
)
def test_lights_of_qimen(unfinished, colour):
    assert light(unfinished) == colour


@given(st.integers(0, 50), st.integers(0, 50), st.tuples(st.integers(0, 20), st.integers(0, 20)))
def test_a_light_never_turns_better_when_more_is_unfinished(fewer, more, thresholds):
    order = [Light.GREEN, Light.YELLOW, Light.RED]
    limits = (min(thresholds), max(thresholds))
    fewer, more = sorted((fewer, more))
    assert order.index(light(fewer, limits)) <= order.index(light(more, limits))


@pytest.mark.parametrize(("unfinished", "thresholds"), [(-1, (2, 6)), (0, (6, 2)), (0, (-1, 2))])
def test_a_light_needs_sensible_numbers(unfinished, thresholds):
    with pytest.raises(Refused) as refusal:
        light(unfinished, thresholds)
    assert refusal.value.code == "measures.light"


def test_a_light_has_a_word():
    assert [each.words("zh") for each in Light] == ["绿灯", "黄灯", "红灯"]
    assert Light.RED.words("en") == "Red"
