"""What holds of every scheme whatever the facts."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import (
    FULL,
    ByRate,
    Label,
    Mean,
    Outcome,
    Weighted,
    divided,
    evaluate,
    measures,
    walk,
)
from tests.kernel.scoring.strategies import INSTITUTIONS, YEAR, DrawnFacts, facts, trees

Y2018 = Period.of_year(YEAR)
NAME = Label("指标", "indicator")


@given(st.integers(0, 10**12), st.integers(1, 10**9))
def test_a_quotient_is_the_nearest_whole_number_halves_up(dividend, divisor):
    rest = dividend - divided(dividend, divisor) * divisor
    assert -divisor <= 2 * rest < divisor


@given(trees(), facts())
def test_every_mark_lies_between_nothing_and_the_whole(tree, its):
    for score in below(evaluate(tree, its, Y2018)):
        assert score.units is None or 0 <= score.units <= FULL
        assert (score.units is not None) == (score.outcome is Outcome.KNOWN)
        assert score.complete or score.outcome is not Outcome.NOT_APPLICABLE


@given(trees(), facts(), st.data())
def test_one_more_duty_met_never_lowers_a_mark(tree, its, data):
    missed = [(code, at) for code, one in its.duties.items() for at in range(12) if one.met[at] < one.owed[at]]
    assume(missed)
    code, at = data.draw(st.sampled_from(missed))
    more = replace(its.duties[code], met=raised(its.duties[code].met, at))
    if data.draw(st.booleans()):
        more = replace(more, on_time=raised(more.on_time, at))
    before, after = evaluate(tree, its, Y2018), evaluate(tree, DrawnFacts(its.duties | {code: more}, its.kept), Y2018)
    assert (before.outcome, before.complete) == (after.outcome, after.complete)
    assert before.units is None or before.units <= after.units


@given(facts(), st.lists(st.tuples(st.integers(1, 50), st.sampled_from(INSTITUTIONS)), min_size=1, max_size=5))
def test_what_does_not_apply_could_as_well_not_stand_in_the_scheme(its, drawn):
    parts = tuple((weight, ByRate(code, NAME, f"duty:{code}")) for weight, code in drawn)
    applying = tuple(part for part in parts if its.read(part[1].measure, Y2018).denominator)
    whole, without = (evaluate(Weighted("w", NAME, each), its, Y2018) for each in (parts, applying))
    assert (whole.units, whole.complete) == (without.units, without.complete)


@given(trees(Kind.MONTH), facts(), st.integers(1, 12))
def test_the_mean_of_equal_months_is_the_mark_of_each(tree, its, month):
    class Same:
        def read(self, measure, _period):
            return its.read(measure, Period(Kind.MONTH, YEAR, month))

    alone = evaluate(tree, Same(), Period(Kind.MONTH, YEAR, 1))
    mean = evaluate(Mean("mean", NAME, tree, Kind.MONTH), Same(), Y2018)
    assert (mean.units, mean.complete, mean.outcome) == (alone.units, alone.complete, alone.outcome)


@given(trees())
def test_a_tree_knows_what_it_reads(tree):
    asked = set()

    class Noting:
        def read(self, measure, _period):
            asked.add(measure)

    evaluate(tree, Noting(), Y2018)
    assert asked == measures(tree)
    assert len({node.code for node in walk(tree)}) == len(list(walk(tree)))


@given(trees(), facts())
def test_the_same_facts_give_the_same_score(tree, its):
    assert evaluate(tree, its, Y2018) == evaluate(tree, DrawnFacts(its.duties, its.kept), Y2018)


def below(score):
    yield score
    for part in score.parts:
        yield from below(part)


def raised(counts, at):
    return tuple(count + (place == at) for place, count in enumerate(counts))
