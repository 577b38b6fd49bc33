"""Words live in catalogues, packs and texts of help: no Chinese is written into code, pages or scripts."""

import ast
import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext

PACKAGE = Path(__file__).resolve().parents[1] / "taizhang"
CHINESE = re.compile("[\u4e00-\u9fff]+")
# Each with the reason why Chinese stands there: never add one for a sentence that a page says.
DATA = {
    "config/doctor/server.py": "what the database is asked to search",
    "config/schema.py": "what the database is asked to search",
    "domain/assessments/facts/measures.py": "names of measures, beside their English",
    "domain/assessments/schemefile/nodes.py": "names of indicators, beside their English",
    "domain/burden/checking.py": "how a field is called that may not be asked for",
    "domain/burden/known.py": "what a field is called that is known already",
    "domain/burden/meaning.py": "how fields are called, to find the same asked twice",
    "web/templates/calendar/changing.html": "what is typed to change days",
    "web/templates/calendar/workdays.html": "what is typed to change days",
    "domain/cases/veil.py": "what stands in the place of a name that is veiled in a text",
    "domain/orgs/calendar.py": "the title of the yearly notice",
    "web/exchange/sheets.py": "names of the sheets of the national record",
    "web/search/nouns.py": "how a day is typed",
    "domain/duties/packfile/codes.py": "codes of a pack, in both languages",
    "domain/duties/packfile/evidence.py": "how a picture is called, whatever a pack calls it",
    "domain/orgs/imports": "headings and cells of the national roster",
    "domain/orgs/exchange": "headings and cells of the national record",
    "domain/orgs/models": "values of the national record",
    "domain/orgs/spelling.py": "polyphonic characters of names",
    "domain/records/models/attendance.py": "values, spoken through catalogues",
    "domain/records/models/paper.py": "values, spoken through catalogues",
    "domain/records/paper/boxes.py": "how an hour is written on paper",
    "domain/records/paper/reasons.py": "how presence is written on paper",
    "domain/records/paper/sums.py": "arithmetic of votes that explains itself, beside its English",
    "web/wall/tiles.py": "how names of streets end",
    "kernel": "values that explain themselves, beside their English",
    "web/kit/samples.py": "invented rows of the gallery",
    "web/people/words.py": "values of the national record",
}
SIGNS = {"台", "简", "繁"}  # the mark of the product; the languages, each in itself


def ours(ending: str) -> list[Path]:
    apart = {"vendor", "migrations", "__pycache__"}
    return [path for path in sorted(PACKAGE.rglob(f"*{ending}")) if not apart & set(path.parts)]


def excused(path: Path) -> bool:
    name = str(path.relative_to(PACKAGE))
    return any(name == one or name.startswith(one + "/") for one in DATA)


def spoken(tree: ast.Module) -> set[str]:
    """The strings of a module that run: not its docstrings."""
    told = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            told.add(id(body[0].value))
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {node.value for node in strings if id(node) not in told}


def messages(tree: ast.Module) -> set[str]:
    """What is said in English through a catalogue, and by `say`, which has both languages beside each other."""
    said = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "say"}:
                parts = [each for each in ast.walk(node) if isinstance(each, ast.Constant)]
                said |= {str(each.value) for each in parts}
    return said


def test_no_chinese_is_written_into_code():
    found = {}
    for path in ours(".py"):
        if excused(path):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        wrong = {text for text in spoken(tree) - messages(tree) if CHINESE.search(text)}
        if wrong - SIGNS:
            found[str(path.relative_to(PACKAGE))] = sorted(wrong)
    assert found == {}


@pytest.mark.parametrize("ending", [".html", ".js", ".css"])
def test_no_chinese_is_written_into_pages(ending):
    comments = re.compile(r"\{#.*?#\}|/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
    found = {}
    for path in ours(ending):
        text = comments.sub("", path.read_text("utf-8"))
        said = re.sub(r"_\(\"[^\"]*\"\)", "", text)  # English that cites a name
        wrong = set(CHINESE.findall(said)) - SIGNS
        if wrong and not excused(path):
            found[str(path.relative_to(PACKAGE))] = sorted(wrong)
    assert found == {}


def test_scripts_say_nothing_by_themselves():
    """A script takes its words from the page, which has them in the reader's language."""
    sentence = re.compile(r"""(["'`])(?=[A-Z][a-z]+ [a-z])[^"'`\n]*\1""")
    found = {path.name: sentence.search(path.read_text("utf-8")) for path in ours(".js")}
    assert {name: hit[0] for name, hit in found.items() if hit} == {}


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_what_libraries_say_while_signing_in_is_translated_too(language):
    from allauth.account.adapter import get_adapter as account
    from allauth.mfa.adapter import get_adapter as mfa

    used = {
        "account_inactive", "password_min_length", "enter_current_password", "incorrect_password", "rate_limited",
        "too_many_login_attempts", "username_password_mismatch", "incorrect_code", "unverified_email",
    }  # fmt: skip
    with translation.override(language):
        said = {**account().error_messages, **mfa().error_messages}
        wrong = {key: str(text) for key, text in said.items() if key in used and not CHINESE.search(str(text))}
        assert CHINESE.search(gettext("This field is required."))
    assert wrong == {}
