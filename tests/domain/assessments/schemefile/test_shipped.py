"""The schemes that are shipped: each says where it was read, and comes to what was worked out by hand beside it."""

import json
from pathlib import Path

import pytest

import taizhang
from taizhang.domain.assessments.actions.schemes import DEFAULTS
from taizhang.domain.assessments.schemefile import check, load, parse, written
from taizhang.domain.assessments.schemefile.example import beside, disagreements
from taizhang.kernel.periods import Kind
from taizhang.kernel.scoring import POINT, Adjusted, Mean, walk

FOLDER = Path(taizhang.__file__).parent / "packs" / "schemes"
SCHEMES = sorted(path for path in FOLDER.glob("*.yaml") if not path.name.endswith(".example.yaml"))
REAL = [path for path in SCHEMES if path.stem not in DEFAULTS]


def test_there_are_the_defaults_and_at_least_six_real_ones():
    assert {path.stem for path in SCHEMES} >= set(DEFAULTS)
    assert len(REAL) >= 6


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_each_has_no_problems_and_agrees_with_its_worked_example(path):
    assert check(path) == []
    example = beside(path)
    assert example is not None, "Work an example by hand and keep it beside the scheme."
    assert [str(each) for each in disagreements(example, load(path))] == []


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_written_from_storage_it_is_the_same_file_in_the_order_one_reads(path):
    scheme = load(path)
    stored = json.loads(json.dumps(scheme.content, sort_keys=True))
    text = written(stored)
    assert parse(text, "again.yaml", rules=lambda _day: None) == scheme
    assert text.startswith(f"scheme: {scheme.code}\nversion: {scheme.version}\n")


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_each_says_where_it_was_read_and_what_is_a_proposal(path):
    scheme = load(path)
    assert scheme.note is not None
    codes = {node.code for tree in scheme.scheme.trees.values() for node in walk(tree)}
    assert codes <= scheme.bases.keys()
    assert all(scheme.bases.values())
    if any(basis.grade == "C" for basis in scheme.bases.values()):
        assert scheme.proposed


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("80", "89.9", "“cases[0].grade” comes to fair, not fairly."),
        ("read: mark", "read: mark\n          full_at: 90", "“quarter” comes to"),
        ("measure: mark:visit", "measure: mark:key_tasks", "“visit” comes to –, not 85."),
        ("code: visit", "code: visited", "“visit” is no indicator"),
    ],
)
def test_an_example_that_comes_out_differently_is_named(tmp_path, old, new, says):
    """The examples above pass because they were worked out, not because nothing is compared."""
    scheme, example = tmp_path / "quarter.yaml", tmp_path / "quarter.example.yaml"
    text = (FOLDER / "default-quarter.yaml").read_text("utf-8")
    assert old in text
    scheme.write_text(text.replace(old, new), "utf-8")
    example.write_text((FOLDER / "default-quarter.example.yaml").read_text("utf-8"), "utf-8")
    found = [str(each) for each in disagreements(example, load(scheme))]
    assert any(each.startswith(f"{example}:") and says in each for each in found), found


def test_the_default_year_is_thirty_forty_thirty():
    year = load(FOLDER / "default-year.yaml").scheme.trees["A"]
    assert isinstance(year, Adjusted)
    (first, months), (second, quarters), (third, year_end) = year.part.parts
    assert (first, second, third) == (30, 40, 30)
    assert (isinstance(months, Mean), months.by, quarters.by) == (True, Kind.MONTH, Kind.QUARTER)
    assert [weight for weight, _part in quarters.part.parts] == [60, 40]
    assert {leaf.code for _weight, leaf in year_end.parts} == {"review", "members", "residents", "key-tasks"}
    assert year.most_bonus == 5 * POINT


def test_the_default_vetoes_cap_at_fair_and_the_best_grade_has_a_third():
    scheme = load(FOLDER / "default-year.yaml").scheme
    assert {veto.grade for veto in scheme.vetoes} == {"fair"}
    assert [band.share for band in scheme.bands] == [(1, 3), None, None, None]


def test_the_default_month_weighs_the_institutions_as_the_pack_does():
    month = load(FOLDER / "default-month.yaml").scheme.trees["D"]
    weights = {leaf.code: weight for weight, leaf in month.parts}
    assert sum(weights.values()) == 100
    assert (weights["L01"], weights["L05"], weights["L19"]) == (10, 10, 3)


def test_the_year_repeats_the_quarter_and_the_month():
    """Whoever looks at a month or a quarter sees what will go into the year."""
    year = load(FOLDER / "default-year.yaml").scheme.trees["A"].part
    month, quarter = (load(FOLDER / f"default-{name}.yaml").scheme.trees["A"] for name in ("month", "quarter"))
    assert year.parts[0][1].part.parts == month.parts
    assert [weight for weight, _part in year.parts[1][1].part.parts] == [weight for weight, _part in quarter.parts]
    assert year.parts[1][1].part.parts[0][1].parts == quarter.parts[0][1].parts
