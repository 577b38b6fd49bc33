"""Scheme files: what a small one says, and that it comes back from storage as it was."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from taizhang.domain.assessments.schemefile import SchemeRefused, check, from_content, load, parse
from taizhang.domain.duties.packfile import digest
from taizhang.kernel.periods import Kind
from taizhang.kernel.scoring import FULL, POINT, Adjusted, ByCount, ByRate, ByVotes, Label, Least, Mean, Weighted

FILE = Path(__file__).with_name("small.yaml")
SMALL = FILE.read_text(encoding="utf-8")
LEDGER_WEIGHTS = [10, 8, 4, 6, 10, 6, 6, 4, 3, 3, 2, 8, 6, 5, 4, 5, 4, 3, 3]  # of the default pack


def test_a_sound_scheme_has_no_problems_and_says_what_it_is():
    assert check(FILE) == []
    small = load(FILE)
    assert (small.code, small.version, small.period, small.valid_from) == ("small", 1, Kind.YEAR, date(2018, 1, 1))
    assert (small.overlay, small.judges, small.objection_days, small.scheme.fewest) == (False, "organizations", 5, 5)
    assert set(small.scheme.trees) == set("ABCD")
    assert small.scheme.trees["A"] is small.scheme.trees["B"]


def test_the_tree_is_that_of_the_kernel():
    year = load(FILE).scheme.trees["A"]
    assert isinstance(year, Adjusted)
    assert (year.most_bonus, year.most_deducted, year.floor, year.most) == (3 * POINT, 5 * POINT, 0, FULL)
    months, quarters, review, order = [part for _weight, part in year.part.parts]
    assert [weight for weight, _part in year.part.parts] == [30, 40, 20, 10]
    assert (isinstance(months, Mean), months.by, quarters.by) == (True, Kind.MONTH, Kind.QUARTER)
    assert months.part == quarters.part.parts[0][1]
    assert [weight for weight, _leaf in months.part.parts] == LEDGER_WEIGHTS
    assert months.part.parts[0][1] == ByRate("L01", Label("支部党员大会", "General meeting of the branch"), "duty:L01")
    assert review.worth == (
        ("review:good", FULL), ("review:fairly", 80 * POINT), ("review:fair", 60 * POINT), ("review:poor", 0),
    )  # fmt: skip
    assert (isinstance(review, ByVotes), isinstance(order, ByCount)) == (True, True)
    assert (order.out_of, order.base, order.per_miss, order.target) == (2 * POINT, 2 * POINT, POINT // 2, 4)
    assert [(leaf.measure, leaf.each, leaf.most) for leaf in (*year.bonuses, *year.deductions)] == [
        ("mark:bonus:praise", POINT, 4 * POINT),
        ("mark:deduction:late", 1_500_000, 6 * POINT),
    ]


def test_leaves_read_in_every_way():
    lowest = load(FILE).scheme.trees["C"]
    assert isinstance(lowest, Least)
    present, timely, points, chosen = lowest.parts
    assert (present.measure, present.full_at) == ("attendance", 85)
    assert (timely.measure, timely.full_at) == ("duty:L05:on_time", 100)
    assert (points.measure, points.each, points.out_of) == ("points", POINT, 20 * POINT)
    assert isinstance(chosen, Weighted)
    assert [(weight, leaf.code, leaf.measure) for weight, leaf in chosen.parts] == [
        (70, "L01-on-time", "duty:L01:on_time"),
        (30, "L05-on-time", "duty:L05:on_time"),
    ]


def test_grades_shares_and_vetoes_are_read():
    scheme = load(FILE).scheme
    assert [(band.code, band.least, band.share) for band in scheme.bands] == [
        ("good", 90 * POINT, (1, 3)),
        ("fair", 60_500_000, (1, 2)),
        ("poor", 0, None),
    ]
    assert [(veto.measure, veto.grade) for veto in scheme.vetoes] == [("mark:veto:grave", "poor")]


def test_each_indicator_knows_its_clause_and_source():
    small = load(FILE)
    assert small.clauses == {"year": "全部", "grave": "一票否决"}
    assert small.bases["review"].words("zh") == "《办法》第7条"
    assert {small.bases[code].words("zh") for code in ("year", "visit", "L05", "praise", "grave")} == {"《办法》第3条"}


def test_it_says_which_marks_people_give_and_for_which_periods():
    asked = load(FILE).marks
    assert {measure: mark.period for measure, mark in asked.items()} == {
        "mark:visit": Kind.QUARTER,
        "mark:order": Kind.YEAR,
        "mark:bonus:praise": Kind.YEAR,
        "mark:deduction:late": Kind.YEAR,
        "mark:veto:grave": Kind.YEAR,
    }
    assert asked["mark:order"].name == Label("秩序", "Order")


def test_a_scheme_rebuilt_from_storage_is_the_same_scheme_whatever_the_order_of_its_keys():
    small = load(FILE)
    again = from_content(json.loads(json.dumps(small.content, sort_keys=True)), rules=lambda _day: None)
    assert again == small
    assert again.sha256 == small.sha256 == digest(small.content)


def test_what_it_weighs_is_kept_with_it_so_that_no_later_pack_changes_it():
    held = load(FILE).content["pack"]
    assert (held["code"], held["version"], len(held["institutions"])) == ("erqi-2018", 1, 19)
    content = deepcopy(dict(load(FILE).content))
    content["pack"]["institutions"]["L01"]["weight"] = 11
    with pytest.raises(SchemeRefused, match="The weights come to 101, not 100"):
        from_content(content)
    content["pack"]["institutions"]["L02"]["weight"] = 7
    changed = from_content(content).scheme.trees["A"].part.parts[0][1].part
    assert [weight for weight, _leaf in changed.parts[:2]] == [11, 7]


def test_text_is_read_as_a_file_is(tmp_path):
    assert parse(SMALL, "sent.yaml") == load(FILE)
    with pytest.raises(SchemeRefused) as refusal:
        parse(SMALL.replace("weight: 60", "weight: 59"), "sent.yaml")
    assert str(refusal.value.problems[0]).startswith("sent.yaml:22: parts.quarter.weighted: ")


def test_comments_do_not_change_the_digest_but_words_do():
    assert parse("# a comment\n" + SMALL, "x").sha256 == load(FILE).sha256
    assert parse(SMALL.replace("小方案", "大方案"), "x").sha256 != load(FILE).sha256
