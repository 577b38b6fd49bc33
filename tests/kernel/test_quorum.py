from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.errors import Refused
from taizhang.kernel.quorum import (
    FOUR_FIFTHS,
    HALF_OR_MORE,
    MORE_THAN_HALF,
    TWO_THIRDS,
    Share,
    Tally,
    cap,
    elected,
    passed,
    present,
)

SHARES = st.tuples(st.integers(1, 9), st.integers(1, 9), st.booleans()).filter(
    lambda parts: parts[0] < parts[1] or (parts[0] == parts[1] and not parts[2])
)


@pytest.mark.parametrize(
    ("verdict", "holds", "needed", "zh", "en"),
    [
        (present(21, 11), True, 11, "2×11=22 ≥ 21，有效", "2×11=22 ≥ 21, valid"),
        (present(21, 10), False, 11, "2×10=20 < 21，无效（至少需11人）",
         "2×10=20 < 21, not valid (at least 11 needed)"),
        (passed(21, 11), True, 11, "2×11=22 > 21，通过", "2×11=22 > 21, passed"),
        (present(20, 10), True, 10, "2×10=20 ≥ 20，有效", "2×10=20 ≥ 20, valid"),
        (present(20, 9), False, 10, "2×9=18 < 20，无效（至少需10人）",
         "2×9=18 < 20, not valid (at least 10 needed)"),
        (passed(20, 10), False, 11, "2×10=20 ≤ 20，未通过（至少需11人）",
         "2×10=20 ≤ 20, not passed (at least 11 needed)"),
        (passed(20, 11), True, 11, "2×11=22 > 20，通过", "2×11=22 > 20, passed"),
        (present(21, 17, FOUR_FIFTHS), True, 17, "5×17=85 ≥ 4×21=84，有效", "5×17=85 ≥ 4×21=84, valid"),
        (present(21, 16, FOUR_FIFTHS), False, 17, "5×16=80 < 4×21=84，无效（至少需17人）",
         "5×16=80 < 4×21=84, not valid (at least 17 needed)"),
        (elected(21, 11), True, 11, "2×11=22 > 21，当选", "2×11=22 > 21, elected"),
        (elected(21, 10), False, 11, "2×10=20 ≤ 21，未当选（至少需11人）",
         "2×10=20 ≤ 21, not elected (at least 11 needed)"),
        (present(9, 6, TWO_THIRDS), True, 6, "3×6=18 ≥ 2×9=18，有效", "3×6=18 ≥ 2×9=18, valid"),
        (present(10, 6, TWO_THIRDS), False, 7, "3×6=18 < 2×10=20，无效（至少需7人）",
         "3×6=18 < 2×10=20, not valid (at least 7 needed)"),
        (present(10, 7, TWO_THIRDS), True, 7, "3×7=21 ≥ 2×10=20，有效", "3×7=21 ≥ 2×10=20, valid"),
    ],
)  # fmt: skip
def test_a_verdict_says_its_own_arithmetic(verdict, holds, needed, zh, en):
    assert (verdict.holds, verdict.needed) == (holds, needed)
    assert (verdict.words("zh-hans"), verdict.words("en")) == (zh, en)


@pytest.mark.parametrize(("base", "most"), [(20, 6), (21, 7), (2, 0), (0, 0), (3, 1)])
def test_at_most_a_third_may_be_rated_excellent(base, most):
    assert cap(base) == most


def test_a_strict_cap_stays_below_the_share():
    assert (cap(20, Share(1, 2, strict=True)), cap(21, Share(1, 2, strict=True))) == (9, 10)


@given(SHARES, st.integers(1, 3000), st.data())
def test_integers_decide_as_fractions_would(parts, base, data):
    share, got = Share(*parts), data.draw(st.integers(0, base))
    exact, asked = Fraction(got, base), Fraction(share.num, share.den)
    assert present(base, got, share).holds == (exact > asked if share.strict else exact >= asked)


@given(SHARES, st.integers(1, 3000))
def test_the_number_needed_is_the_smallest_that_holds(parts, base):
    share = Share(*parts)
    needed = share.needed(base)
    assert share.reached(needed, base) and not share.reached(needed - 1, base)


@given(SHARES, st.integers(1, 3000))
def test_a_cap_is_the_largest_number_within_the_share(parts, base):
    share = Share(*parts)

    def within(number):
        return Fraction(number, base) < Fraction(share.num, share.den) or (
            not share.strict and Fraction(number, base) == Fraction(share.num, share.den)
        )

    assert within(cap(base, share)) and not within(cap(base, share) + 1)


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: present(0, 0), "quorum.no_voters"),
        (lambda: elected(0, 0), "quorum.no_voters"),
        (lambda: present(21, 22), "quorum.more_than_entitled"),
        (lambda: passed(21, 22), "quorum.more_than_entitled"),
        (lambda: present(-1, 0), "quorum.negative"),
        (lambda: passed(21, -1), "quorum.negative"),
        (lambda: cap(-1), "quorum.negative"),
        (lambda: Tally(21, 12, yes=11, no=0, abstain=0), "quorum.votes_do_not_add_up"),
        (lambda: Tally(21, 11, yes=11, no=1), "quorum.votes_do_not_add_up"),
        (lambda: Tally(21, 11, yes=12, no=-1), "quorum.negative"),
        (lambda: Tally(21, 22, yes=22), "quorum.more_than_entitled"),
        (lambda: Tally(0, 0, yes=0), "quorum.no_voters"),
    ],
)
def test_numbers_that_cannot_be_are_refused(ask, code):
    with pytest.raises(Refused) as refusal:
        ask()
    assert refusal.value.code == code and refusal.value.remedy


def test_a_tally_answers_both_questions():
    tally = Tally(entitled=21, here=15, yes=11, no=3, abstain=1)
    assert tally.present().holds and tally.passed().holds
    assert not tally.present(FOUR_FIFTHS).holds


def test_a_share_reads_from_a_pack():
    assert Share.parse({"num": 1, "den": 2, "op": ">="}) == HALF_OR_MORE
    assert Share.parse({"num": 1, "den": 2, "op": ">"}) == MORE_THAN_HALF
    assert Share.parse({"num": 2, "den": 3}) == TWO_THIRDS


@pytest.mark.parametrize(
    "mapping",
    [{}, {"num": 1}, {"num": "1", "den": 2}, {"num": 0.5, "den": 1}, {"num": True, "den": 2}, {"num": 0, "den": 2},
     {"num": 3, "den": 2}, {"num": 1, "den": 0}, {"num": -1, "den": 2}, {"num": 1, "den": 2, "op": "="},
     {"num": 1, "den": 2, "base": "present"}, {"num": 1, "den": 1, "op": ">"}],
)  # fmt: skip
def test_a_share_that_makes_no_sense_is_refused(mapping):
    with pytest.raises(Refused):
        Share.parse(mapping)
