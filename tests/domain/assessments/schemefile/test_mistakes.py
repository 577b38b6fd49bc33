"""Every mistake of a scheme file is found with its file, line and path, and all of them at once."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.utils.translation import gettext, override

from taizhang.domain.assessments.schemefile import SchemeRefused, check, load, problems

FILE = Path(__file__).with_name("small.yaml")
SMALL = FILE.read_text(encoding="utf-8")


@pytest.fixture
def found(tmp_path):
    """A function that checks the small scheme with one text put in place of another."""

    def checked(old="", new="", *, text=SMALL):
        assert old in text
        path = tmp_path / "small.yaml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return check(path)

    return checked


def line_of(text: str) -> int:
    """The line of the small scheme that holds a text."""
    return next(number for number, line in enumerate(SMALL.splitlines(), 1) if text in line)


MISTAKES = [
    # what the file as a whole must hold
    ("{weight: 60, use: ledger}", "{weight: 59, use: ledger}", "weights", "parts.quarter.weighted", "99, not 100"),
    ("institutions: {L01: 70, L05: 30}", "institutions: {L01: 0, L05: 0}", "weights",
     "trees[1].tree.least[3].institutions", "0, not 100"),
    ("mean: {use: ledger}", "mean: {use: quarter}", None, None, ""),
    ("    institutions: pack", "    least: [{use: quarter}]", "cycle", "parts.quarter.weighted[0].use",
     "ledger → quarter → ledger"),
    ("{weight: 60, use: ledger}", "{weight: 60, use: quarter}", "cycle", "parts.quarter.weighted[0].use",
     "quarter → quarter"),
    ("measure: mark:visit", "measure: mark:visits", "unknown_measure", "parts.quarter.weighted[1].measure",
     "Did you mean “mark:visit”?"),
    ("        measure: mark:visit\n", "", "missing_key", "parts.quarter.weighted[1].measure", "“measure” is missing."),
    ("measure: duty:L05", "measure: duty:L99", "unknown_measure", "trees[1].tree.least[1].measure", "duty:L99"),
    ("measure: attendance", "measure: photographs", "unknown_measure", "trees[1].tree.least[0].measure", "photographs"),
    ("measure: mark:order", "measure: mark:disorder", "unknown_measure",
     "trees[0].tree.adjusted.weighted[3].measure", "mark:disorder"),
    ("{good: 100, fairly", "{great: 100, fairly", "unknown_measure",
     "trees[0].tree.adjusted.weighted[2].worth.great", "review:great"),
    ("from: 60.5, below: 90", "from: 60.5, below: 95", "overlap", "bands[1].below", "begins at 90"),
    ("from: 60.5, below: 90", "from: 90", "overlap", "bands[1].from", "begins at 90"),
    ("from: 60.5, below: 90", "from: 60.5, below: 85", "gap", "bands[1].below", "gap"),
    ("from: 60.5, below: 90", "from: 60.5, below: 50", "band_empty", "bands[1].below", "50"),
    ("from: 0, below: 60.5", "from: 10, below: 60.5", "no_grade", "bands[2].from", "10"),
    ("from: 0, below: 60.5", "from: 0, share: 20%", "share_unmet", "bands[2].share", "cannot be met"),
    ("share: 1/3", "share: 0%", "share_unmet", "bands[0].share", "0%"),
    ("share: 1/3", "share: 4/3", "share_unmet", "bands[0].share", "4/3"),
    ("share: 1/3", "share: 1/0", "share_unmet", "bands[0].share", "1/0"),
    ("share: 1/3", "share: a third", "share", "bands[0].share", "30% or 1/3"),
    ("categories: [C, D]", "categories: [C]", "category_missing", "trees", "Category D has no tree."),
    ("categories: [C, D]", "categories: [B, C, D]", "category_twice", "trees[1].categories", "Category B"),
    ("categories: [C, D]", "categories: [C, D, E]", "unknown_code", "trees[1].categories[2]", "“E”"),
    ("marks:\n", "for: [A, B]\nmarks:\n", "for", "for", "overlay"),
    ("marks:\n", "for: [A, B, C]\noverlay: true\nmarks:\n", "category_excess", "for", "category D"),
    ("version: 1", "verison: 1", "unknown_key", "verison", "Did you mean “version”?"),
    ("version: 1", "version: one", "type", "version", "a whole number"),
    ("clause: 全部", "clauses: 全部", "unknown_key", "trees[0].tree.clauses", "“clauses”"),
    ("full_at: 85", "full_on: 85", "unknown_key", "trees[1].tree.least[0].full_on", "Did you mean “full_at”?"),
    # periods
    ("valid_from: 2018-01-01", "valid_from: 2018-04-01", "first_day", "valid_from", "2019-01-01"),
    ("valid_from: 2018-01-01", "valid_from: 2018-01-01\nvalid_to: 2017-12-31", "validity", "valid_to", "2017-12-31"),
    ("valid_from: 2018-01-01", "valid_from: 2018-02-30", "day", "valid_from", "2018-02-30"),
    ("period: year", "period: decade", "unknown_code", "period", "decade"),
    ("by: month", "by: year", "unknown_code", "trees[0].tree.adjusted.weighted[0].by", "year"),
    ("mean: {use: ledger}, by: month", "by: month, mean: {code: r, name: {zh: 述, en: r}, read: rate, "
     "measure: review:good}", "never_known", "trees[0].tree.adjusted.weighted[0].mean.measure", "month"),
    # nodes
    ("institutions: pack", "institutions: pack\n    least: []", "sort", "parts.ledger", "here stand 2"),
    ("    institutions: pack\n", "", "sort", "parts.ledger", "here stand 0"),
    ("institutions: {L01: 70, L05: 30}", "institutions: {L01: 70, L55: 30}", "unknown_institution",
     "trees[1].tree.least[3].institutions.L55", "L55"),
    ("{use: quarter}", "{use: quarters}", "unknown_code", "trees[0].tree.adjusted.weighted[1].mean.use", "quarter"),
    ("        - {code: present,", "        - {code: timely,", "duplicate_code",
     "trees[1].tree.least[1].code", "timely"),
    ("        - {code: present,", "        - {weight: 3, code: present,", "unweighed",
     "trees[1].tree.least[0].weight", "nothing is weighed"),
    ("    code: ledger", "    code: 台账", "code", "parts.ledger.code", "台账"),
    ("      - {weight: 60, use: ledger}", "      - {use: ledger}", "missing_key",
     "parts.quarter.weighted[0].weight", "“weight” is missing."),
    ("      most_bonus: 3\n", "", "missing_key", "trees[0].tree.most_bonus", "“most_bonus” is missing."),
    ("      least:\n", "      least: []\n      note: {zh: 一, en: one}\n      lest:\n", "too_few",
     "trees[1].tree.least", "at least 1"),
    # leaves
    ("read: count", "read: counting", "unknown_code", "trees[0].tree.adjusted.weighted[3].read",
     "Did you mean “count”?"),
    ("read: events", "read: rate", "unknown_code", "trees[0].tree.deductions[0].read", "“rate”"),
    ("per_miss: 0.5", "per_miss: half", "points", "trees[0].tree.adjusted.weighted[3].per_miss", "half"),
    ("per_miss: 0.5", "per_miss: 0.1234567", "points", "trees[0].tree.adjusted.weighted[3].per_miss", "0.1234567"),
    ("per_miss: 0.5", "per_miss: 200", "points_bounds", "trees[0].tree.adjusted.weighted[3].per_miss", "to 100 points"),
    ("out_of: 2\n", "out_of: 2\n            base: 3\n", "more_than_whole",
     "trees[0].tree.adjusted.weighted[3].base", "3 points"),
    ("most: 20}", "most: 20, out_of: 10}", "more_than_whole", "trees[1].tree.least[2].most", "20 points"),
    ("full_at: 85", "full_at: 0", "number_bounds", "trees[1].tree.least[0].full_at", "from 1 to 100"),
    ("worth: {good: 100, fairly: 80, fair: 60, poor: 0}", "worth: {good: 100}", "grades",
     "trees[0].tree.adjusted.weighted[2].worth", "two grades"),
    # vetoes, documents
    ("grade: poor", "grade: bad", "unknown_code", "vetoes[0].grade", "bad"),
    ("{document: rule, article: \"7\"}", "{document: law}", "unknown_code",
     "trees[0].tree.adjusted.weighted[2].source.document", "law"),
    ("source: {document: rule, article: \"3\"}\n", "", "missing_key", "source", "“source” is missing."),
    ("    grade: L", "    grade: L\n    url: http://example.org/", "url", "documents.rule.url", "grade L"),
    ("version: 1", "version: 1\nversion: 2", "duplicate_key", "version", "first on line 2"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "path", "words"), MISTAKES, ids=[f"{m[2]}-{m[3]}" for m in MISTAKES])
def test_each_mistake_is_named_with_its_line_and_path(found, old, new, code, path, words):
    every = found(old, new)
    if code is None:
        assert every == []  # a part may be used in several places
        return
    here = [problem for problem in every if (problem.path, problem.code) == (path, f"scheme.{code}")]
    assert len(here) == 1, [str(each) for each in every]
    assert words in here[0].message
    assert str(here[0]) == f"{here[0].file}:{here[0].line}: {path}: {here[0].message}"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("{weight: 60, use: ledger}", "{weight: 59, use: ledger}", "    weighted:"),
        ("{weight: 60, use: ledger}", "{weight: 60, use: quarter}", "use: ledger}"),
        ("measure: mark:visit", "measure: mark:visits", "measure: mark:visit"),
        ("below: 90", "below: 95", "below: 90"),
        ("share: 1/3", "share: 0%", "share: 1/3"),
        ("categories: [C, D]", "categories: [C]", "trees:"),
        ("full_at: 85", "full_on: 85", "full_at: 85"),
    ],
)
def test_the_line_is_that_of_the_mistake(found, old, new, line):
    assert [problem.line for problem in found(old, new)] == [line_of(line)]


def test_a_part_that_nothing_uses_is_noted(found):
    extra = "parts:\n  spare: {code: spare, name: {zh: 备, en: Spare}, institutions: pack}\n"
    assert [each.code for each in found("parts:\n", extra)] == ["scheme.unused"]


def test_a_cycle_through_anchors_cannot_be_written(found):
    (problem,) = found("  ledger:\n", "  ledger: &again\n")
    assert (problem.code, problem.line) == ("scheme.alias", line_of("  ledger:"))


def test_parts_that_would_grow_without_end_are_refused_before_they_grow(found):
    """Each part uses the one before ten times: 10¹¹ indicators in a dozen lines."""
    leaf = "  p0: {code: p0, name: {zh: 甲, en: a}, read: points, most: 1}\n"
    parts = leaf + "".join(
        f"  p{n}: {{code: p{n}, name: {{zh: 甲, en: a}}, least: [{', '.join([f'{{use: p{n - 1}}}'] * 10)}]}}\n"
        for n in range(1, 12)
    )
    yearly, quarterly = "{use: p11}", "{code: each, name: {zh: 每季, en: each}, mean: {use: p11}, by: quarter}"
    for uses in ([yearly], [yearly, quarterly]):  # read for a year, and once more for its quarters
        text = SMALL.replace("parts:\n", f"parts:\n{parts}", 1).replace(
            "- {code: present,", "\n        ".join([*(f"- {use}" for use in uses), "- {code: present,"])
        )
        assert [(each.code, each.path) for each in found(text=text)] == [("scheme.too_large", "trees[1].tree")]


def test_parts_nest_only_so_deep(found):
    parts = "".join(f"  p{n}: {{code: p{n}, name: {{zh: 甲, en: a}}, least: [{{use: p{n + 1}}}]}}\n" for n in range(40))
    parts += "  p40: {code: p40, name: {zh: 甲, en: a}, read: points, most: 1}\n"
    text = SMALL.replace("parts:\n", f"parts:\n{parts}", 1).replace(
        "- {code: present,", "- {use: p0}\n        - {code: present,"
    )
    assert "scheme.too_deep" in {each.code for each in found(text=text)}


def test_all_problems_are_found_at_once_in_the_order_of_the_file(found):
    text = SMALL.replace("version: 1", "version: one").replace("share: 1/3", "share: 0%").replace("[C, D]", "[C]")
    assert [problem.path for problem in found(text=text)] == ["version", "trees", "bands[0].share"]


def test_a_problem_is_said_in_chinese(found):
    (problem,) = found("{weight: 60, use: ledger}", "{weight: 59, use: ledger}")
    with override("zh-hans"):
        assert problem.sentence(gettext).endswith("权重合计为99，应为100。请调整各项指标的权重。")


def test_a_refused_scheme_names_every_problem_and_gives_nothing(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(SMALL.replace("share: 1/3", "share: 0%").replace("below: 90", "below: 95"), encoding="utf-8")
    with pytest.raises(SchemeRefused) as refusal:
        load(path)
    assert (len(refusal.value.problems), refusal.value.code) == (2, "scheme.problems")
    assert str(refusal.value).count("\n") == 2


def test_what_is_being_edited_is_checked_by_the_same_paths():
    content = deepcopy(dict(load(FILE).content))
    content["parts"]["quarter"]["weighted"][0]["weight"] = 59
    assert [(each.path, each.line) for each in problems(content)] == [("parts.quarter.weighted", 0)]


def places(value, path=()) -> Iterator[tuple]:
    """Every place of plain content but the nineteen institutions, which are alike."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in entries:
        if not (path == ("pack", "institutions") and key != "L01"):
            yield (*path, key)
            yield from places(below, (*path, key))


@pytest.mark.parametrize("strange", [None, True, -1, "", "x", [], [None], {}, {"x": None}], ids=repr)
def test_whatever_stands_anywhere_is_read_or_refused_in_words(strange):
    small = load(FILE)
    for path in places(small.content):
        content = deepcopy(dict(small.content))
        above = content
        for key in path[:-1]:
            above = above[key]
        above[path[-1]] = strange
        assert all(problem.message for problem in problems(content))
