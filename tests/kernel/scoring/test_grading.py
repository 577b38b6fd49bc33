import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import POINT, Band, Label, Scheme, Veto
from taizhang.kernel.scoring.grading import Graded, Judged, grade, natural, places, vetoed

A, B = ("A", "branch"), ("B", "branch")
YEAR = Period.of_year(2018)


def called(text):
    return Label(text, text)


def scheme(*bands, fewest=1, vetoes=()):
    """Bands given as (code, least in points, share)."""
    made = tuple(Band(code, called(code), least * POINT, share) for code, least, share in bands)
    return Scheme("test", 1, called("test"), Kind.YEAR, {}, made, vetoes, fewest)


APPRAISAL = (("excellent", 90, (1, 3)), ("good", 75, None), ("fair", 60, None), ("poor", 0, None))
VETO = Veto("discipline", called("discipline"), "mark:veto:discipline", "fair")


def marks(*points, group=A, vetoes=()):
    return [Judged(group, None if each is None else round(each * POINT), vetoes) for each in points]


def grades(graded):
    return [each.grade for each in graded]


@pytest.mark.parametrize(
    ("mark", "code"),
    [(100, "excellent"), (90, "excellent"), (89.999999, "good"), (75, "good"), (60, "fair"), (0, "poor")],
)
def test_a_line_that_is_reached_gives_the_grade(mark, code):
    assert grades(grade(scheme(*APPRAISAL), marks(mark, 0, 0))) == [code, "poor", "poor"]


def test_a_mark_below_every_line_belongs_to_the_worst_band():
    assert natural(scheme(("a", 90, None), ("b", 60, None)).bands, 0) == 1


@pytest.mark.parametrize(("size", "most"), [(20, 6), (21, 7), (2, 0), (3, 1), (1, 0)])
def test_at_most_a_third_is_excellent_however_many_deserve_it(size, most):
    graded = grade(scheme(*APPRAISAL), marks(*(95 + each / 10 for each in range(size))))
    assert grades(graded) == ["good"] * (size - most) + ["excellent"] * most
    assert places((1, 3), size) == most


def test_a_group_smaller_than_the_fewest_has_neither_share_nor_rank():
    small = grade(scheme(*APPRAISAL, fewest=5), marks(95, 96))
    assert grades(small) == ["excellent", "excellent"]
    assert [(each.rank, each.size) for each in small] == [(None, 2), (None, 2)]
    assert [each.rank for each in grade(scheme(*APPRAISAL, fewest=5), marks(95, 96, 97, 96, 1))] == [4, 2, 1, 2, 5]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (
            (99, 98, 98, 91, 80, 70),
            ["excellent", "good", "good", "good", "good", "fair"],
        ),  # two places for three
        ((98, 98, 98, 91, 80, 70), ["good", "good", "good", "good", "good", "fair"]),  # three equals for two places
        ((98, 98, 97, 91, 80, 70), ["excellent", "excellent", "good", "good", "good", "fair"]),
        ((98, 80, 80, 80, 80, 70), ["excellent", "good", "good", "good", "good", "fair"]),  # a place may stay free
    ],
)
def test_equals_are_never_parted_and_a_share_is_never_exceeded(points, expected):
    assert grades(grade(scheme(*APPRAISAL), marks(*points))) == expected


def test_who_falls_counts_in_the_band_below():
    """Forced shares 10/40/30 of a star scheme: ten organisations with full marks and ten below."""
    stars = scheme(("5", 90, (1, 10)), ("4", 80, (4, 10)), ("3", 70, (3, 10)), ("2", 0, None))
    graded = grade(stars, marks(*(100 - each / 10 for each in range(10))))
    assert grades(graded) == ["5"] + ["4"] * 4 + ["3"] * 3 + ["2"] * 2
    assert graded[9] == Graded("2", 3, 0, (), ("5", "4", "3"), 10, 10)


def test_a_share_of_the_worst_band_binds_nobody():
    assert grades(grade(scheme(("a", 90, None), ("b", 0, (1, 3))), marks(1, 2, 3))) == ["b", "b", "b"]


def test_a_veto_caps_the_grade_and_frees_the_place():
    judged = [*marks(99, vetoes=("discipline",)), *marks(95, 94)]
    graded = grade(scheme(*APPRAISAL, vetoes=(VETO,)), judged)
    assert grades(graded) == ["fair", "excellent", "good"]
    assert graded[0] == Graded("fair", 2, 0, ("discipline",), (), 1, 3)


def test_a_veto_lifts_nobody():
    assert grades(grade(scheme(*APPRAISAL, vetoes=(VETO,)), marks(10, vetoes=("discipline",)))) == ["poor"]


def test_groups_are_compared_each_for_itself():
    judged = [*marks(95, 94, 93), *marks(92, 91, 90, group=B)]
    graded = grade(scheme(*APPRAISAL), judged)
    assert grades(graded) == ["excellent", "good", "good"] * 2
    assert [each.rank for each in graded] == [1, 2, 3, 1, 2, 3]


def test_who_has_no_mark_has_no_grade_and_does_not_count():
    graded = grade(scheme(*APPRAISAL), marks(95, None, 94))
    assert grades(graded) == ["good", "", "good"]  # a third of two is none
    assert graded[1] == Graded("", -1, -1)


class Entered:
    def __init__(self, measure):
        self.measure = measure

    def read(self, measure, period):
        return self.measure


@pytest.mark.parametrize(
    ("entered", "hit"),
    [(None, ()), (Measure(0, 1), ()), (Measure(1, 1), ("discipline",)), (Measure(2, 1), ("discipline",))],
)
def test_a_veto_hits_from_one_on_and_never_by_silence(entered, hit):
    assert vetoed(scheme(*APPRAISAL, vetoes=(VETO,)), Entered(entered), YEAR) == hit


SHARES = st.none() | st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda share: share[0] <= share[1])


@given(
    st.lists(SHARES, min_size=4, max_size=4),
    st.lists(st.tuples(st.sampled_from([A, B]), st.none() | st.integers(50, 100), st.booleans()), max_size=25),
    st.integers(1, 6),
)
def test_what_always_holds_of_grades(shares, drawn, fewest):
    lines = zip(("a", "b", "c", "d"), (90, 80, 70, 0), shares, strict=True)
    judging = scheme(*lines, fewest=fewest, vetoes=(Veto("v", called("v"), "m", "c"),))
    judged = [
        Judged(group, None if mark is None else mark * POINT, ("v",) if hit else ()) for group, mark, hit in drawn
    ]
    graded = grade(judging, judged)
    for group in (A, B):
        mine = [(one, got) for one, got in zip(judged, graded, strict=True) if one.group == group and got.index >= 0]
        ranked = len(mine) >= fewest
        for place, band in enumerate(judging.bands[:-1]):
            if ranked and band.share:
                assert sum(got.index == place for _one, got in mine) * band.share[1] <= len(mine) * band.share[0]
        for one, got in mine:
            assert got.index >= got.natural and (got.index >= 2 or not one.vetoes)
            assert got.rank == (1 + sum(other.units > one.units for other, _got in mine) if ranked else None)
            assert ranked or not got.full
            for other, its in mine:
                if one.vetoes == other.vetoes and one.units >= other.units:
                    assert got.index <= its.index  # nobody with less has more, equals have the same
