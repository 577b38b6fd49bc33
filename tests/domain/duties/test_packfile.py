"""Pack files: what the default pack says, and that every mistake is found with its file, line and path."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import gettext, override

from taizhang.domain.duties.packfile import PackRefused, check, from_content, load
from taizhang.kernel.errors import Refused
from taizhang.kernel.points import Kind

SMALL = Path(__file__).with_name("small.yaml").read_text(encoding="utf-8")
BRANCH = {"level": "S", "category": "A", "members": 21}


@pytest.fixture
def problems(tmp_path):
    """A function that checks the small pack with one text put in place of another."""

    def found(old="", new="", *, text=SMALL):
        assert old in text
        path = tmp_path / "small.yaml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return check(path)

    return found


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return load(path)


def line_of(text: str) -> int:
    """The line of the small pack that holds a text."""
    return next(number for number, line in enumerate(SMALL.splitlines(), 1) if text in line)


def test_a_sound_pack_has_no_problems_and_says_what_it_asks(small, problems):
    assert problems() == []
    meeting = small.institution("L01")
    assert (small.code, small.version, small.valid_from, small.valid_to) == ("small", 1, date(2018, 1, 1), None)
    assert meeting.rhythm.words("en") == "Once a quarter"
    assert str(meeting.quorum) == "≥ 1/2"
    assert meeting.passing is None
    assert meeting.basis[0].words("zh") == "《规定》第11条"
    assert [each.code for each in meeting.required_evidence] == ["minutes"]
    assert small.institution("L02").evidence[0].permanent


def test_an_institution_applies_by_level_category_and_its_own_condition(small):
    applies = small.institution("L01").applies
    assert applies.holds(BRANCH)
    assert not applies.holds(BRANCH | {"category": "D"})
    assert applies.why(BRANCH | {"level": "W"}, "zh") == "层级：党委、党工委（规则：层级 属于 党支部）"
    assert applies.why(BRANCH | {"members": 0}, "en") == "members: 0 (rule: members > 0)"


def test_a_variant_gives_some_organisations_another_rhythm(small):
    lecture = small.institution("L02")
    assert lecture.rhythm_for(BRANCH) == lecture.rhythm
    assert lecture.rhythm_for(BRANCH | {"members": 51}).words("en") == "Once a month"


def test_combinations_hold_in_both_directions(small):
    assert small.institution("L01").combines_with == {"L02"}
    assert small.may_combine(["L01", "L02"])
    assert small.may_combine(["L01"])


def test_a_shared_item_brings_points_once_for_one_gathering(small):
    assert [rule.code for rule in small.member_rules(["L01", "L02"])] == ["meetings"]
    assert [(rule.code, rule.amount, rule.cap) for rule in small.organization_rules(["L01", "L02"])] == [("L01", 1, 4)]
    assert small.institution("L01").points.miss.kind is Kind.DEDUCTION
    assert {rule.code for rule in small.organization_scheme.book.rules} == {"missed", "L01"}


def test_a_pack_rebuilt_from_storage_is_the_same_pack(small):
    again = from_content(json.loads(json.dumps(small.content)))
    assert again == small
    assert again.sha256 == small.sha256


def test_comments_do_not_change_the_digest_but_words_do(tmp_path, small):
    path = tmp_path / "other.yaml"
    path.write_text("# a comment\n" + SMALL, encoding="utf-8")
    assert load(path).sha256 == small.sha256
    path.write_text(SMALL.replace("One sentence", "Another"), encoding="utf-8")
    assert load(path).sha256 != small.sha256


def test_stored_content_that_no_longer_fits_is_refused(small):
    with pytest.raises(PackRefused) as refusal:
        from_content({**small.content, "version": "one"})
    assert [problem.path for problem in refusal.value.problems] == ["version"]


def test_an_institution_the_pack_does_not_have_is_refused(small):
    with pytest.raises(Refused) as refusal:
        small.institution("L99")
    assert refusal.value.code == "pack.unknown_institution"


MISTAKES = [
    ("    weight: 60", "    wieght: 60", "unknown_key", "institutions[0].wieght", "Did you mean “weight”?"),
    ("    weight: 60\n", "", "missing_key", "institutions[0].weight", "“weight” is missing."),
    ("    weight: 60", "    weight: sixty", "type", "institutions[0].weight", "a whole number"),
    ("    weight: 60", "    weight: 60.5", "type", "institutions[0].weight", "a whole number"),
    ("    weight: 60", "    weight: true", "type", "institutions[0].weight", "a whole number"),
    ("    weight: 60", "    weight: 61", "weights", "institutions", "101, not 100"),
    ("    weight: 60", "    weight: -60", "number_bounds", "institutions[0].weight", "from 0 to 100"),
    ("  - code: L02", "  - code: L01", "duplicate_institution", "institutions[1].code", "stands here twice"),
    ("members > 0", "member > 0", "unknown_fact", "institutions[0].applies_if", "Did you mean “members”?"),
    ("members > 0", "members > and 0", "syntax", "institutions[0].applies_if", "column 11"),
    ("members > 0", "open('x')", "not_allowed", "institutions[0].applies_if", "Column 1"),
    ("members > 50", "level == 'Q'", "unknown_code", "institutions[1].variants[0].if", "is not a code of “level”"),
    ("rhythm: {every: quarter}", "rhythm: {every: fortnight}", None, "institutions[0].rhythm", "fortnight"),
    ("rhythm: {every: quarter}", "rhythm: {every: quarter, on_day: 40}", None, "institutions[0].rhythm", "40"),
    ("den: 2,", "den: 0,", None, "institutions[0].quorum", "1/0"),
    ("num: 1,", "num: 3,", None, "institutions[0].quorum", "3/2"),
    ('op: ">="', 'op: "<"', "unknown_code", "institutions[0].quorum.op", ">="),
    ("{type: photo, required: false", "{type: photo, required: true", "picture_required",
     "institutions[0].evidence[1].required", "整治形式主义为基层减负若干规定"),
    ("{type: photo, required: false", "{type: board, required: true", "picture_required",
     "institutions[0].evidence[1].required", "not demanded"),
    ("basis: [{document: rule, article: \"11\"}]", "basis: []", "too_few", "institutions[0].basis", "at least 1"),
    ("    basis: [{document: rule}]\n", "", "missing_key", "institutions[1].basis", "“basis” is missing."),
    ("basis: [{document: rule}]", "basis: [{document: law}]", "unknown_code",
     "institutions[1].basis[0].document", "rule"),
    ("    categories: [A]", "    categories: [E]", "unknown_code", "institutions[0].categories[0]", "“E”"),
    ("    categories: [A]", "    categories: [A, A]", "twice", "institutions[0].categories", "twice"),
    ("    categories: [A]", "    categories: A", "type", "institutions[0].categories", "a list"),
    ("    levels: [S]", "    levels: [Q]", "unknown_code", "institutions[0].levels[0]", "“Q”"),
    ("    levels: [S]", "    levels: []", "too_few", "institutions[0].levels", "at least 1"),
    ("    projects: [basic]", "    projects: [basik]", "unknown_code",
     "institutions[0].projects[0]", "Did you mean “basic”?"),
    ("attendees: members", "attendees: everyone", "unknown_code", "institutions[0].attendees", "everyone"),
    ("combines_with: [L01]", "combines_with: [L02]", "combined_with_itself", "institutions[1].combines_with", "itself"),
    ("combines_with: [L01]", "combines_with: [L77]", "unknown_code", "institutions[1].combines_with[0]", "L77"),
    ("member: {item: meetings}", "member: {item: meeting}", "unknown_code",
     "institutions[0].points.member.item", "meetings"),
    ("per_event: 1", "per_event: -1", "sign", "institutions[0].points.organization", "-1"),
    ("amount: -1", "amount: 1", "sign", "points.organization.items.missed", "deduction"),
    ("kind: award", "kind: gift", "unknown_code", "points.member.items.meetings.kind", "gift"),
    ("yellow_up_to: 6", "yellow_up_to: 2", "lights", "lights.yellow_up_to", "Yellow"),
    ("version: 1", "version: 1\nvalid_to: 2017-12-31", "validity", "valid_to", "2017-12-31"),
    ("valid_from: 2018-01-01", "valid_from: 2018-02-30", "day", "valid_from", "2018-02-30"),
    ("grade: M", "grade: M\n    url: http://example.org/", "url", "documents.rule.url", "grade M"),
    ("grade: M", "grade: M\n    issued: soon", "issued", "documents.rule.issued", "soon"),
    ("title: {zh: 小包, en: Small pack}", "title: 小包", "type", "title", "a mapping"),
    ("title: {zh: 小包, en: Small pack}", "title: {zh: '', en: Small}", "text_length", "title.zh", "1 to"),
    ("- {code: A,", "- {code: Q,", "unknown_code", "categories[0].code", "“Q”"),
    ("- {code: basic,", "- {code: 党,", "code", "projects[0].code", "党"),
    ("version: 1", "version: 1\nversion: 2", "duplicate_key", "version", "first on line 2"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "path", "words"), MISTAKES, ids=[f"{m[3]}-{m[2]}" for m in MISTAKES])
def test_each_mistake_is_named_with_its_line_and_path(problems, old, new, code, path, words):
    found = [problem for problem in problems(old, new) if problem.path == path]
    assert len(found) == 1, problems(old, new)
    assert words in found[0].message
    assert code is None or found[0].code.endswith(f".{code}")
    assert str(found[0]) == f"{found[0].file}:{found[0].line}: {path}: {found[0].message}"


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("    weight: 60", "    wieght: 60", ["- code: L01", "weight: 60"]),
        ("weight: 60", "weight: 61", ["institutions:"]),
        ("den: 2,", "den: 0,", ["quorum:"]),
        ("{type: photo, required: false", "{type: photo, required: true", ["{type: photo"]),
        ("  - code: L02", "  - code: L01", ["code: L02", "combines_with"]),
        ("members > 50", "people > 50", ["- if:"]),
    ],
)
def test_the_line_is_that_of_the_mistake(problems, old, new, lines):
    assert [problem.line for problem in problems(old, new)] == [line_of(line) for line in lines]


def test_all_problems_are_found_at_once_in_the_order_of_the_file(problems):
    text = (
        SMALL.replace("weight: 60", "wieght: 60")
        .replace("den: 2", "den: 0")
        .replace("valid_from: 2018", "valid_from: x")
    )
    found = problems(text=text)
    assert [problem.path for problem in found] == [
        "valid_from",
        "institutions[0].weight",
        "institutions[0].quorum",
        "institutions[0].wieght",
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: [1, 2\nb: 3\n", "pack.syntax", 2),
        ("a: b: c\n", "pack.syntax", 1),
        ("a:\n\tb: 1\n", "pack.tab", 2),
        ("a: &x [1]\nb: *x\n", "pack.alias", 1),
        ("b: *x\n", "pack.alias", 1),
        ("a: !!python/object/apply:os.system ['true']\n", "pack.tag", 1),
        ("a: 1\n---\nb: 2\n", "pack.documents", 2),
        ("? [a, b]\n: 1\n", "pack.key", 1),
        ("a: " + "[" * 30 + "]" * 30 + "\n", "pack.too_deep", 1),
        ("- a\n- b\n", "pack.type", 1),
        ("just words\n", "pack.type", 1),
        ("", "pack.type", 1),
        ("a: 1\x00\n", "pack.binary", 0),
    ],
)
def test_what_is_not_the_yaml_of_a_pack_is_one_sentence(problems, text, code, line):
    (problem,) = problems(text=text)
    assert (problem.code, problem.line) == (code, line)


def test_an_alias_bomb_is_refused_before_it_grows(problems):
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    (problem,) = problems(text=bomb)
    assert problem.code == "pack.alias"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "pack.binary"),
        ("标题: 测试".encode("gb18030"), "pack.binary"),
        (b"a: " + b"x" * 1_000_000, "pack.too_large"),
    ],
)
def test_a_file_that_is_no_text_or_too_large_is_refused(tmp_path, raw, code):
    path = tmp_path / "strange.yaml"
    path.write_bytes(raw)
    (problem,) = check(path)
    assert problem.code == code
    with pytest.raises(PackRefused):
        load(path)


def test_a_missing_file_is_refused(tmp_path):
    (problem,) = check(tmp_path / "none.yaml")
    assert problem.code == "pack.unreadable"


def test_a_refused_pack_names_every_problem_and_gives_nothing(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(SMALL.replace("weight: 60", "weight: 61").replace("num: 1", "num: 3"), encoding="utf-8")
    with pytest.raises(PackRefused) as refusal:
        load(path)
    assert len(refusal.value.problems) == 2
    assert str(refusal.value).count("\n") == 2
    assert str(refusal.value.problems[0]) in str(refusal.value)


def test_a_problem_is_said_in_chinese(problems):
    (problem,) = problems("weight: 60", "weight: 61")
    with override("zh-hans"):
        assert problem.sentence(gettext).endswith(": institutions: 权重合计为101，应为100。请调整各项制度的权重。")


def places(value, path=()) -> Iterator[tuple]:
    """Every place of plain content."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in entries:
        yield (*path, key)
        yield from places(below, (*path, key))


@pytest.mark.parametrize("strange", [None, True, -1, "", "x", [], [None], {}, {"x": None}], ids=repr)
def test_whatever_stands_anywhere_is_read_or_refused_in_words(small, strange):
    for path in places(small.content):
        content = deepcopy(small.content)
        above = content
        for key in path[:-1]:
            above = above[key]
        above[path[-1]] = strange
        try:
            from_content(content)
        except PackRefused as refusal:
            assert all(problem.message for problem in refusal.problems)
