"""Figures of the article: what counts as bearing a printed number out, and that nothing is typed in."""

from datetime import date

import pytest

from taizhang.domain.reports.figures import PRINTED, SOURCES, Printed, figures, printed_figures


def test_every_source_is_a_figure_the_article_prints():
    assert set(SOURCES) <= {printed.id for printed in printed_figures()}
    assert len({printed.id for printed in printed_figures()}) == 60


@pytest.mark.parametrize(
    ("op", "expected", "value", "holds"),
    [
        ("=", 19, 19, True),
        ("=", 19, 20, False),
        (">=", 81, 85, True),
        (">=", 81, 80, False),
        ("=", (2, 4), (2, 4), True),
        ("=", (2, 4), (1, 4), False),
        (">=", (2, 4), (3, 3), False),
    ],
)
def test_a_value_is_held_against_what_is_printed(op, expected, value, holds):
    assert Printed("x", "", op, expected).holds(value) is holds


@pytest.mark.django_db
def test_an_empty_district_bears_nothing_out_that_needs_records():
    found = {figure.printed.id: figure for figure in figures(date(2018, 5, 31))}
    assert found["life.records"].value == 0
    assert not found["life.records"].holds
    assert not found["programme.projects"].holds


def test_the_printed_numbers_stand_in_one_file():
    assert PRINTED.exists()
