"""The rules of the house, as tests (see docs/map.md): each failure names the file and the rule."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from taizhang.web.kit import nav
from taizhang.web.kit.page import PAGES
from tests.addresses import addresses

ROOT = Path(__file__).resolve().parents[1]
FLOORS = [ROOT / name for name in ("taizhang", "seeds", "bench", "tests")]
LINES = {".py": 300, ".html": 120, ".css": 250, ".js": 250}
FUNCTION, PARAMETERS, CLASS, VIEW = 40, 6, 120, 25
DRAWERS = {"utils", "util", "helpers", "helper", "common", "services", "service", "manager", "managers", "misc"}

# Pages that ask nothing of whoever comes: signing in and what surrounds it.
PUBLIC = {
    "setup", "language", "demo_sign_in", "help:index", "help:topic", "help:guide", "help:tour", "feeds:feed",
    "case_new", "case_receipt", "case_summary", "case_receipt_reopening", "case_receipt_rating",
    "reviewing:panel", "reviewing:casting", "reviewing:thanks",
}  # fmt: skip
# What libraries serve and we only route: each asks for a sign-in itself where it must.
ROUTED = {
    "account_inactive", "account_login", "account_logout", "account_reauthenticate", "account_change_password",
    "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    "healthz",
}  # fmt: skip


def files(*endings: str) -> Iterator[Path]:
    """Our own files with these endings; not what others wrote or machines generate."""
    for floor in FLOORS:
        for path in sorted(floor.rglob("*")):
            if path.suffix in endings and not {"vendor", "migrations", "__pycache__"} & set(path.parts):
                yield path


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def length(node: ast.stmt) -> int:
    """Lines from the name to the end, without decorators: the rows of a test's table are data."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (one for one in ast.walk(tree_of(path)) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))


def is_page(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(one, ast.Call) and getattr(one.func, "id", "") == "page" for one in function.decorator_list)


def test_every_address_asks_for_a_permission_or_is_on_the_short_public_list():
    wrong = [
        one.pattern
        for one in addresses()
        if one.name not in ROUTED and (one.gate is None or (one.gate.public and one.name not in PUBLIC))
    ]
    assert wrong == []


def test_the_public_list_is_no_longer_than_it_must_be():
    names = {one.name for one in addresses()}
    assert names >= PUBLIC | ROUTED
    assert {name for name, gate in PAGES.items() if gate.public and name.startswith("taizhang.")} == {
        one.view_name for one in addresses() if one.name in PUBLIC
    }


def test_every_page_has_an_address():
    """A view that is reached by nothing is deleted."""
    reached = {one.view_name for one in addresses()}
    assert [name for name in PAGES if name.startswith("taizhang.") and name not in reached] == []


def test_every_address_has_a_name_of_its_own():
    names = [one.name for one in addresses()]
    assert [name for name in set(names) if not name or (names.count(name) > 1 and name != "gallery")] == []


def test_the_menu_leads_somewhere():
    fixed = {f"/{one.pattern}" for one in addresses() if one.fixed}
    assert [item.url for item in nav.MENU if item.url not in fixed] == []


@pytest.mark.parametrize("ending", LINES)
def test_no_file_is_longer_than_its_limit(ending):
    long = {short(path): path.read_text("utf-8").count("\n") for path in files(ending)}
    assert {name: lines for name, lines in long.items() if lines > LINES[ending]} == {}


def test_no_function_is_longer_than_a_screen():
    long = {
        f"{short(path)}:{one.name}": length(one)
        for path in files(".py")
        for one in functions(path)
        if length(one) > (VIEW if is_page(one) else FUNCTION)
    }
    assert long == {}


def test_no_function_takes_more_than_six_things():
    def count(one: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
        names = [each.arg for each in (*one.args.posonlyargs, *one.args.args, *one.args.kwonlyargs)]
        return len([name for name in names if name not in {"self", "cls"}])

    many = {
        f"{short(path)}:{one.name}": count(one)
        for path in files(".py")
        if "tests" not in path.relative_to(ROOT).parts
        for one in functions(path)
        if count(one) > PARAMETERS
    }
    assert many == {}


def test_no_class_is_longer_than_its_limit():
    long = {
        f"{short(path)}:{one.name}": length(one)
        for path in files(".py")
        for one in ast.walk(tree_of(path))
        if isinstance(one, ast.ClassDef) and length(one) > CLASS
    }
    assert long == {}


def test_nothing_lies_in_a_drawer():
    """It belongs to a noun: find the noun."""
    named = [path for path in files(".py", ".html", ".css", ".js") if {path.stem, *path.parts} & DRAWERS]
    assert [short(path) for path in named] == []


def test_every_model_has_a_factory():
    missing = []
    for model in apps.get_models():
        if not model.__module__.startswith("taizhang."):
            continue
        factory = ROOT / "tests" / "factories" / f"{model._meta.app_label}.py"
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
        known = {one.name for one in functions(factory)} if factory.exists() else set()
        if name not in known:
            missing.append(f"{model._meta.label}: tests/factories/{factory.name} has no {name}()")
    assert missing == []


def glossary() -> list[tuple[str, str, str]]:
    """Each noun of the glossary with its word in the code and the one file that owns it."""
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    rows = [
        [cell.strip(" `") for cell in line.strip().strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    return [(row[0], row[2], row[3]) for row in rows if len(row) >= 4 and row[3].endswith((".py", ".yaml"))]


def defines(path: Path, word: str) -> bool:
    """Whether a file defines a word: a class, a function, a constant, or a key of a pack."""
    if path.suffix == ".yaml":
        return re.search(rf"^\s*(- )?{re.escape(word)}:", path.read_text("utf-8"), re.MULTILINE) is not None
    for one in ast.walk(tree_of(path)):
        if isinstance(one, ast.ClassDef | ast.FunctionDef) and one.name == word:
            return True
        targets = one.targets if isinstance(one, ast.Assign) else [one.target] if isinstance(one, ast.AnnAssign) else []
        if any(getattr(target, "id", "") == word for target in targets):
            return True
    return False


def test_every_noun_of_the_glossary_owns_one_file():
    rows = glossary()
    assert len(rows) > 20
    lost = [f"{noun}: {file} does not define {word}" for noun, word, file in rows if not _owned(file, word)]
    assert lost == []
    words = [word for _noun, word, _file in rows]
    assert [word for word in set(words) if words.count(word) > 1] == []


def _owned(file: str, word: str) -> bool:
    return (ROOT / file).exists() and defines(ROOT / file, word)
