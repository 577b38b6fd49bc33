"""The engine comes to the digit to what the plain evaluator and the plain grading come to."""

from random import Random

import pytest

from taizhang.domain.assessments import engine
from taizhang.domain.assessments.engine import fast
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import POINT, Band, ByRate, Label, Mean, Scheme, Weighted, evaluate
from taizhang.kernel.scoring.grading import Judged, grade, vetoed
from tests.domain.assessments.engine.drawn import drawn_planes
from tests.kernel.scoring.strategies import INSTITUTIONS, scheme_of

PERIODS = {"year": ("2018",), "quarter": ("2018-Q1", "2018-Q4"), "month": ("2018-M02", "2018-M12")}
FACTS = [drawn_planes(seed, 24) for seed in range(5)]


def plainly(scheme, planes, period):
    """By the kernel alone, one organisation after the other: units, complete, grade, rank, size of the group."""
    judged, complete = [], []
    for place in range(len(planes)):
        facts, tree = planes.facts(place), scheme.trees.get(planes.categories[place])
        score = evaluate(tree, facts, period) if tree else None
        group = (planes.categories[place], planes.kinds[place])
        judged.append(Judged(group, score.units if score else None, vetoed(scheme, facts, period)))
        complete.append(score.complete if score else True)
    graded = grade(scheme, judged)
    return [
        (one.units, whole, each.index, each.rank, each.size)
        for one, whole, each in zip(judged, complete, graded, strict=True)
    ]


def by_engine(scheme, planes, period):
    """The same, by the engine."""
    scores = engine.score(scheme, planes, period)
    columns = (scores.units, scores.complete, scores.grade, scores.rank, scores.size)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        (None if units < 0 else units, whole, grade, rank or None, size) for units, whole, grade, rank, size in rows
    ]


@pytest.mark.parametrize("tens", range(10))
def test_on_a_thousand_random_schemes(tens):
    for seed in range(100 * tens, 100 * tens + 100):
        random = Random(seed)
        scheme, (_drawn, planes) = scheme_of(random), random.choice(FACTS)
        period = Period.parse(random.choice(PERIODS[scheme.period]))
        assert by_engine(scheme, planes, period) == plainly(scheme, planes, period), seed


def by_weights(random: Random) -> Scheme:
    """The mean of months of institutions by weight, which the engine reckons by a shorter way."""
    label = Label("名", "name")
    codes = [random.choice(INSTITUTIONS) + random.choice(("", "", ":on_time")) for _part in range(random.randint(1, 6))]
    parts = [ByRate(f"r{at}", label, f"duty:{code}") for at, code in enumerate(codes)]
    weighted = Weighted("w", label, tuple((random.choice((0, 1, 7, 42)), part) for part in parts))
    tree = Mean("m", label, weighted, Kind.MONTH)
    bands = (Band("good", label, 80 * POINT, (1, 3)), Band("poor", label, 0))
    return Scheme("weights", 1, label, Kind.YEAR, dict.fromkeys("ABC", tree), bands)


def test_on_institutions_by_weight():
    for seed in range(100):
        random = Random(seed)
        scheme, (_drawn, planes) = by_weights(random), random.choice(FACTS)
        period = Period.parse(random.choice(("2018", "2018-H2", "2018-Q3")))
        tree = scheme.trees["A"]
        assert isinstance(tree, Mean) and fast.plan(tree, planes) is not None
        assert by_engine(scheme, planes, period) == plainly(scheme, planes, period), seed


@pytest.mark.parametrize(("weights", "shorter"), [((200, 55), True), ((200, 56), False), ((255,), True)])
def test_the_greatest_sum_of_weights(weights, shorter):
    label = Label("名", "name")
    named = zip(INSTITUTIONS[: len(weights)], weights, strict=True)
    parts = tuple((weight, ByRate(code, label, f"duty:{code}")) for code, weight in named)
    tree = Mean("m", label, Weighted("w", label, parts), Kind.MONTH)
    scheme = Scheme("most", 1, label, Kind.YEAR, dict.fromkeys("ABC", tree), (Band("all", label, 0),))
    for _drawn, planes in FACTS:
        assert (fast.plan(tree, planes) is not None) is shorter
        assert by_engine(scheme, planes, Period.parse("2018")) == plainly(scheme, planes, Period.parse("2018"))


def test_the_facts_of_one_read_as_they_were_drawn():
    drawn, planes = FACTS[0]
    for period in map(Period.parse, ("2018", "2018-H2", "2018-Q2", "2018-M07")):
        for place, facts in enumerate(drawn):
            for measure in ("duty:L01", "duty:*:on_time", "attendance", "mark:visit", "points", "review:good"):
                assert planes.facts(place).read(measure, period) == facts.read(measure, period)
