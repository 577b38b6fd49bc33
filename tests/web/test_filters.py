"""How days, numbers, periods and names are written."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from markupsafe import Markup

from taizhang.web.kit import filters

MAY_16 = date(2018, 5, 16)


@pytest.mark.parametrize(
    ("style", "written"),
    [("full", "2018年5月16日"), ("short", "5月16日"), ("iso", "2018-05-16"), ("week", "2018年5月16日 星期三")],
)
def test_a_day_is_written_as_the_reader_writes_it(style: str, written: str) -> None:
    with translation.override("zh-hans"):
        assert filters.day(MAY_16, style) == written


def test_a_moment_is_shown_in_the_districts_time() -> None:
    with translation.override("zh-hans"):
        assert filters.moment(datetime(2018, 5, 16, 16, 5, tzinfo=UTC)) == "2018年5月17日 00:05"
        assert filters.moment(datetime(2018, 5, 16, 16, 5, tzinfo=UTC), "time") == "00:05"
        assert filters.day(datetime(2018, 5, 16, 16, 5, tzinfo=UTC), "short") == "5月17日"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2018", "2018年"),
        ("2018-H1", "2018年上半年"),
        ("2018-H2", "2018年下半年"),
        ("2018-Q2", "2018年第2季度"),
        ("2018-M05", "2018年5月"),
        ("2018-W20", "2018年第20周"),
        ("成立以来", "成立以来"),
    ],
)
def test_a_period_reads_as_words(code: str, words: str) -> None:
    with translation.override("zh-hans"):
        assert filters.period(code) == words


def test_a_period_reads_as_words_in_english() -> None:
    with translation.override("en"):
        assert filters.period("2018-H1") == "First half of 2018"
        assert filters.period("2018-M05") == "May 2018"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (8388, "8,388"),
        (-3, "\u22123"),
        (Decimal("2.50"), "2.5"),
        (0.1, "0.1"),
        (1000000, "1,000,000"),
        (None, "—"),
    ],
)
def test_a_number_is_parted_in_thousands_and_unknown_is_not_zero(value: Any, written: str) -> None:
    assert filters.number(value) == written


def test_a_number_may_carry_its_sign_or_fixed_places() -> None:
    assert filters.number(6, sign=True) == "+6"
    assert filters.number(0, sign=True) == "0"
    assert filters.number(Decimal("92.4"), places=2) == "92.40"


@pytest.mark.parametrize(
    ("share", "written"), [(0.875, "87.5%"), (1, "100%"), (Decimal("1.02"), "102%"), (None, "—"), (0, "0%")]
)
def test_a_share_is_never_clamped(share: Any, written: str) -> None:
    assert filters.percent(share) == written


@pytest.mark.parametrize(
    ("value", "masked"), [("13800001234", "138****1234"), ("1234567", "*******"), ("", "—"), (None, "—")]
)
def test_a_telephone_shows_its_ends_only(value: Any, masked: str) -> None:
    assert filters.mask(value) == masked


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("周文静", "周"),
        ("阿卜杜热依木·买买提", "阿"),
        ("Zhou Wei", "ZW"),
        ("zhou", "Z"),
        ("", "?"),
        (None, "?"),
        ("·", "?"),
    ],
)
def test_an_avatar_shows_the_surname_or_two_letters(name: Any, shown: str) -> None:
    assert filters.initials(name) == shown


@pytest.mark.parametrize(
    "text", ["一次性", "2018年12月31日", "2018年1月1日 星期一", "2018-0001", "淮河路街道", "2018年第1季度"]
)
def test_a_day_a_number_and_a_short_word_stand_on_one_line(text):
    assert filters.unbroken(text)
    assert filters.unbroken(Markup('<a href="/a/long/address/">{}</a>').format(text))


@pytest.mark.parametrize("value", ["汇金社区第一支部", 12, None, "December 31, 2018"])
def test_what_is_longer_may_break(value):
    assert not filters.unbroken(value)
