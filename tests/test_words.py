"""Every sentence of a page is there in Chinese, and none speaks of the workshop."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from taizhang.kernel.workflow import Move
from taizhang.web.access.verbs import VERBS

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "taizhang"
CONTEXT = ((1, "c"), 2)
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": CONTEXT, "pgettext_lazy": CONTEXT, "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
# Words of the workshop: paths of machines, and those who build.
WORKSHOP = [
    "/" + "work/",
    "/" + "root/",
    "this sess" + "ion",
    "lang" + "uage model",
    "sub" + "agent",
    "cl" + "aude",
    "chat" + "gpt",
]
TEXTS = {".py", ".md", ".html", ".css", ".js", ".toml", ".yaml", ".yml", ".po", ".txt", ".cfg", ""}
APART = {
    ".git",
    ".venv",
    "var",
    "vendor",
    "node_modules",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
}


def keywords(path: Path) -> dict[str, tuple | None]:
    """What marks a message in a file: the usual names, and those that it gives them."""
    if path.suffix != ".py":
        return KEYWORDS
    return {other: KEYWORDS[name] for name, other in _renamed(path) if name in KEYWORDS} | KEYWORDS


def _renamed(path: Path) -> Iterator[tuple[str, str]]:
    """What a file imports or keeps under another name."""
    for one in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(one, ast.ImportFrom):
            yield from ((name.name, name.asname) for name in one.names if name.asname)
        elif isinstance(one, ast.Assign) and isinstance(one.value, ast.Name):
            yield from ((one.value.id, target.id) for target in one.targets if isinstance(target, ast.Name))


def said() -> Iterator[tuple[str, str, str]]:
    """Each message of the code and the pages: its file, its context, its English."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in {".py", ".html"} or "vendor" in path.parts:
            continue
        with path.open("rb") as file:
            method = "python" if path.suffix == ".py" else babel_extract
            options = {} if path.suffix == ".py" else {"trimmed": "true", "extensions": "jinja2.ext.do"}
            for _line, message, _comments, context in extract(method, file, keywords(path), (), options):
                yield str(path.relative_to(ROOT)), context or "", message if isinstance(message, str) else message[0]


def entries() -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """What the catalogues of all rooms say: context and English, and the Chinese of it."""
    for path in sorted(PACKAGE.rglob("locale/zh_Hans/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            for entry in read_po(file):
                key = entry.id[0] if isinstance(entry.id, tuple) else entry.id
                texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
                if key and all(texts):
                    yield (entry.context or "", key), texts


def chinese() -> dict[tuple[str, str], tuple[str, ...]]:
    """The catalogues of all rooms."""
    return dict(entries())


def test_a_sentence_marked_under_another_name_is_a_sentence():
    assert "“{text}” is not a month." in {message for _file, _context, message in said()}


def test_no_room_says_the_same_words_differently():
    """The catalogues are read as one: of two translations whoever is loaded first would win everywhere."""
    said_as: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for key, texts in entries():
        said_as.setdefault(key, set()).add(texts)
    assert {key: texts for key, texts in said_as.items() if len(texts) > 1} == {}


def test_every_sentence_is_there_in_chinese():
    known = chinese()
    missing = {f"{name}: {message}" for name, context, message in said() if message and (context, message) not in known}
    assert sorted(missing) == []


def test_no_translation_loses_or_invents_a_placeholder():
    wrong = []
    for (_context, english), texts in chinese().items():
        asked = {name for pair in PLACEHOLDER.findall(english) for name in pair if name}
        for text in texts:
            given = {name for pair in PLACEHOLDER.findall(text) for name in pair if name}
            wrong += [english] if given - asked else []
    assert wrong == []


def test_every_verb_of_the_audit_trail_has_words():
    pattern = re.compile(r"""(?:verb=|Note\(|_note\()\s*"([a-z-]+\.[a-z-]+)\"""")
    used = {verb for path in PACKAGE.glob("domain/**/*.py") for verb in pattern.findall(path.read_text("utf-8"))}
    assert sorted((used | {f"reviews.{move}" for move in Move}) - VERBS.keys()) == []


def ours() -> list[Path]:
    return [path for path in ROOT.rglob("*") if path.suffix in TEXTS and path.is_file() and not APART & set(path.parts)]


@pytest.mark.parametrize("word", WORKSHOP)
def test_nothing_speaks_of_how_it_is_built(word):
    telling = [
        str(path.relative_to(ROOT)) for path in ours() if word in path.read_text("utf-8", errors="ignore").lower()
    ]
    assert telling == []
