"""Conditions over facts: what may be written, what is refused and where, and how the outcome is explained."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.conditions import Condition
from taizhang.kernel.errors import Refused
from taizhang.kernel.expressions import Fact

FACTS = {
    "category": Fact(str, "组织类别", "category", {"A": ("街道社区", "community"), "B": ("乡镇农村", "rural")}),
    "level": Fact(str, "层级", "level", {"S": ("支部", "branch"), "W": ("党委", "committee")}),
    "kind": str,
    "formal_members": Fact(int, "正式党员数", "formal members"),
    "group_count": int,
    "has_committee": Fact(bool, "有支委会", "has a committee"),
}
BRANCH = {
    "category": "A",
    "level": "S",
    "kind": "community_branch",
    "formal_members": 5,
    "group_count": 2,
    "has_committee": False,
}


def parse(text: str) -> Condition:
    return Condition.parse(text, FACTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("True", True),
        ("not has_committee", True),
        ("has_committee", False),
        ("has_committee == False", True),
        ("has_committee or group_count > 0", True),
        ("has_committee and group_count > 0", False),
        ("3 <= formal_members < 7", True),
        ("3 <= formal_members < 5", False),
        ('category in ("A", "B")', True),
        ('category not in ("B",)', True),
        ('level == "W" or (level == "S" and formal_members != 4)', True),
        ("2 * group_count + 1 - formal_members >= 0", True),
        ("-formal_members < -4", True),
        ("formal_members in (5, 7)", True),
        ('kind == "社区"', False),
        ("  has_committee  ", False),
    ],
)
def test_a_condition_is_true_or_false_of_the_facts(text, expected):
    assert parse(text).holds(BRANCH) is expected


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("formal_members.real > 1", "conditions.not_allowed", 1),
        ("True and len(category) > 1", "conditions.not_allowed", 10),
        ("__import__('os')", "conditions.not_allowed", 1),
        ("__builtins__", "conditions.unknown_fact", 1),
        ("has_committee and formal_member > 1", "conditions.unknown_fact", 19),
        ("category[0] == 'A'", "conditions.not_allowed", 1),
        ("[x for x in category]", "conditions.not_allowed", 1),
        ("lambda: True", "conditions.not_allowed", 1),
        ("(group_count := 3) > 2", "conditions.not_allowed", 2),
        ("f'{category}' == 'A'", "conditions.not_allowed", 1),
        ("True if has_committee else False", "conditions.not_allowed", 1),
        ("has_committee is True", "conditions.not_allowed", 18),
        ("formal_members ** 2 > 1", "conditions.not_allowed", 1),
        ("formal_members / 2 > 1", "conditions.not_allowed", 1),
        ("formal_members > 1.5", "conditions.not_allowed", 18),
        ("category == None", "conditions.not_allowed", 13),
        ("category == b'A'", "conditions.not_allowed", 13),
        ("group_count < formal_members in (1, 2)", "conditions.not_allowed", 33),
        ("category in ('A', kind)", "conditions.not_allowed", 19),
        ("category in ('A', 1)", "conditions.unlike", 19),
        ("category in kind", "conditions.list_needed", 13),
        ("category in ()", "conditions.list_needed", 13),
        ("category == 1", "conditions.unlike", 13),
        ("has_committee == 1", "conditions.unlike", 18),
        ("category < 'B'", "conditions.unlike", 12),
        ("has_committee > False", "conditions.unlike", 17),
        ("category == 'E'", "conditions.unknown_code", 13),
        ("'E' == category", "conditions.unknown_code", 8),
        ("category in ('A', 'E')", "conditions.unknown_code", 19),
        ("category + 'A' == 'AA'", "conditions.not_a_number", 1),
        ("has_committee + 1 > 1", "conditions.not_a_number", 1),
        ("formal_members", "conditions.not_a_test", 1),
        ("has_committee and 7", "conditions.not_a_test", 19),
        ("kind == '社区' and nothing", "conditions.unknown_fact", 18),
        ("formal_members >", "conditions.syntax", 17),
        ("formal_members > 1; True", "conditions.syntax", 19),
        ("", "conditions.syntax", 1),
        ("formal_members = 1", "conditions.syntax", 16),
        ("has_committee\x00", "conditions.syntax", None),
        ("(" * 250 + "True" + ")" * 200, "conditions.syntax", None),
        ("not " * 11 + "True", "conditions.too_deep", None),
        ("1 + (" * 12 + "1" + ")" * 12 + " > 1", "conditions.too_deep", None),
        ("True and " * 60 + "True", "conditions.too_long", 501),
    ],
)
def test_everything_else_is_refused_with_its_column(text, code, column):
    with pytest.raises(Refused) as refusal:
        parse(text)
    assert refusal.value.code == code
    assert column is None or refusal.value.values["column"] == column


def test_a_misspelt_fact_is_answered_with_the_nearest():
    with pytest.raises(Refused) as refusal:
        parse("has_comittee")
    assert refusal.value.values["near"] == "has_committee"


def test_an_unknown_fact_is_not_taken_for_zero():
    with pytest.raises(Refused) as refusal:
        parse("formal_members >= 7").holds({"formal_members": None})
    assert refusal.value.code == "conditions.unknown_value"
    with pytest.raises(Refused):
        parse("formal_members >= 1").holds({"formal_members": True})


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("has_committee", "有支委会：否", "has a committee: no"),
        ("not has_committee", "有支委会：否", "has a committee: no"),
        (
            "formal_members >= 7",
            "正式党员数：5（规则：正式党员数 ≥ 7）",
            "formal members: 5 (rule: formal members ≥ 7)",
        ),
        (
            'level == "W" and formal_members >= 3',
            "层级：支部（规则：层级 = 党委）",
            "level: branch (rule: level = committee)",
        ),
        (
            'category in ("B",) or has_committee',
            "组织类别：街道社区（规则：组织类别 属于 乡镇农村）；有支委会：否",
            "category: community (rule: category one of rural); has a committee: no",
        ),
        (
            "not (formal_members >= 3)",
            "正式党员数：5（规则：不得 正式党员数 ≥ 3）",
            "formal members: 5 (rule: not formal members ≥ 3)",
        ),
        (
            "group_count * 2 > formal_members",
            "group_count：2，正式党员数：5（规则：group_count × 2 > 正式党员数）",
            "group_count: 2, formal members: 5 (rule: group_count × 2 > formal members)",
        ),
    ],
)
def test_the_outcome_is_explained_by_the_facts_that_decided_it(text, zh, en):
    assert parse(text).why(BRANCH, "zh-hans") == zh
    assert parse(text).why(BRANCH, "en") == en


def test_a_condition_names_the_facts_it_asks_for():
    assert parse("has_committee or 2 * group_count > formal_members").names() == {
        "has_committee",
        "group_count",
        "formal_members",
    }


ATOMS = st.sampled_from(
    ["has_committee", "True", "False", "formal_members > 3", "group_count == 2", "category == 'A'", "not has_committee"]
)
SENSIBLE = st.recursive(
    ATOMS,
    lambda inner: st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    max_leaves=5,
)


@given(SENSIBLE, st.booleans(), st.integers(0, 6), st.integers(0, 3), st.sampled_from("AB"))
def test_what_is_allowed_means_what_python_means_by_it(text, committee, members, groups, category):
    values = BRANCH | {
        "has_committee": committee,
        "formal_members": members,
        "group_count": groups,
        "category": category,
    }
    assert parse(text).holds(values) is bool(eval(text, {"__builtins__": {}}, dict(values)))


SCRAPS = [
    *("__import__", "eval", "os", ".", "(", ")", "'", '"', "[", "]", "{", "}", "lambda", ":", ":=", "for", "in", "if"),
    *("else", "await", "yield", "*", "**", "@", "~", "not", "and", "or", "is", "formal_members", "has_committee"),
    *(
        "category",
        "A",
        "1",
        "-",
        "+",
        "<",
        "==",
        ",",
        "\\",
        "#",
        "f",
        "b",
        "__class__",
        "__builtins__",
        "社区",
        " ",
        "\n",
    ),
]


@given(st.lists(st.sampled_from(SCRAPS), max_size=12).map(" ".join) | st.text(max_size=40))
def test_nothing_but_facts_can_be_reached(text):
    """Whatever is typed is either refused or a tree whose every name is a fact, without a call or an attribute."""
    try:
        condition = parse(text)
    except Refused as refusal:
        assert refusal.code.startswith("conditions.")
        return
    nodes = list(ast.walk(ast.parse(condition.text, mode="eval")))
    assert {node.id for node in nodes if isinstance(node, ast.Name)} <= set(FACTS)
    assert not [node for node in nodes if isinstance(node, ast.Call | ast.Attribute | ast.Subscript | ast.Lambda)]
    assert condition.holds(BRANCH) in (True, False)
