"""Every refusal fills the gaps of its own sentences."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import taizhang

HOUSE = Path(taizhang.__file__).parent
ROOMS = sorted(path.parent for path in HOUSE.glob("domain/*/apps.py"))
MARKS = {"_", "gettext", "gettext_lazy"}


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node


def sentences(nodes: list[ast.expr]) -> Iterator[str]:
    """The marked texts written among some expressions."""
    for node in nodes:
        for each in ast.walk(node):
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in MARKS:
                yield ast.literal_eval(each.args[0])


def gaps(text: str) -> set[str]:
    return {
        name.split(".")[0].split("[")[0] for _text, name, _spec, _conversion in string.Formatter().parse(text) if name
    }


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_refusal_fills_every_gap_of_its_sentences(room):
    empty = []
    for path in sorted(room.rglob("*.py")):
        for call in calls(path):
            given = {keyword.arg for keyword in call.keywords}
            if call.func.id != "Refused" or None in given:
                continue
            wanted = set().union(*(gaps(text) for text in sentences(call.args)), set())
            if wanted - (given - {"code"}):
                empty.append((path.name, call.lineno, wanted - given))
    assert empty == []
