"""What the documentation says exists: links, files, commands, variables, pictures, tests."""

import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from taizhang.config import cli
from taizhang.config.keys import LENGTHS

ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
PICTURES = {
    f"{page}-{size}.png" for page in ("home", "record", "review", "ledger", "wall") for size in ("desktop", "phone")
}
PLACES = ("taizhang/", "seeds/", "tests/", "docs/", "requirements/", ".ci/")
CODE = [*sorted((ROOT / "taizhang").rglob("*.py")), ROOT / "dev"]


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def links(text: str) -> list[str]:
    """Where a page leads: Markdown links and the sources of pictures, without other sites."""
    found = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    return [one for one in found if "://" not in one]


def marked(text: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def anchors(path: Path) -> set[str]:
    """The anchors of a page, as its headings make them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCS, ids=short)
def test_every_link_leads_somewhere(path):
    lost = []
    for link in links(path.read_text("utf-8")):
        place, _hash, anchor = link.partition("#")
        target = (path.parent / unquote(place)).resolve() if place else path
        if target.suffix == ".png":
            continue  # each named in a test of its own, below
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("path", DOCS, ids=short)
def test_every_file_that_is_named_exists(path):
    lost = []
    for word in marked(path.read_text("utf-8")):
        if not word.startswith(PLACES) or not re.fullmatch(r"[\w./-]+", word):
            continue  # an example with <room> or a star in it is no file
        if word.startswith(("taizhang/modules/", "tests/modules/", "tests/factories/honours")):
            continue  # the place where the first module will stand
        if not (ROOT / word).exists():
            lost.append(word)
    assert lost == []


@pytest.mark.parametrize("path", DOCS, ids=short)
def test_every_test_that_is_named_exists(path):
    named = {word for word in marked(path.read_text("utf-8")) if re.fullmatch(r"test_\w+", word)}
    code = "".join(file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    assert {name for name in named if f"def {name}(" not in code} == set()


TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
PROMISES = {  # tables of what is proven, each row by a test; files are named from this folder on
    "burden.md": "",
    "bad-input.md": "refusals/",
}


def promised(name: str) -> list[str]:
    """The rows of the tables of a page, without their heads."""
    lines = (ROOT / "docs" / name).read_text("utf-8").splitlines()
    return [line for line, after in pairwise([*lines, ""]) if line.startswith("| ") and not after.startswith("|--")]


def proofs(row: str, folder: str) -> Iterator[tuple[list[Path], str]]:
    """The files and the test that each word of a row names: `test_x.py::test_y`, then `…::test_z` of the same file."""
    last = ""
    for word in marked(row):
        path, _colons, test = word.partition("::")
        if word.startswith("test_") and not path.endswith(".py"):
            yield TESTS, word
        elif path == "…" or (path.endswith(".py") and not path.startswith(PLACES)):
            last = last if path == "…" else path.replace("…", last.rpartition("/")[0])
            near = [file for file in TESTS if short(file) == f"tests/{folder}{last}"]
            yield near or [file for file in TESTS if short(file).endswith(f"/{last}")], test


@pytest.mark.parametrize("page", PROMISES)
def test_every_row_that_promises_something_names_a_test_that_exists(page):
    wrong = []
    for row in promised(page):
        found = list(proofs(row, PROMISES[page]))
        lost = [test for files, test in found if not any(f"def {test}" in file.read_text("utf-8") for file in files)]
        if not found or lost:
            wrong.append((row[:60], lost))
    assert wrong == []


def commands(text: str) -> set[str]:
    """The commands of ours that a page names, e.g. "pack check": whatever follows `taizhang` in words of a command."""
    lines = [*marked(text), *re.findall(r"^    (?:\S+/)?(taizhang .+)$", text, re.MULTILINE)]
    said = [re.sub(r"^(\./dev shell |\.venv/bin/)", "", line).partition("#")[0].strip() for line in lines]
    return {line.removeprefix("taizhang ") for line in said if re.match(r"taizhang [a-z]", line)}


@pytest.mark.parametrize("path", DOCS, ids=short)
def test_every_command_that_is_named_exists(path):
    lost = {said for said in commands(path.read_text("utf-8")) if not cli._split(said.split())[0]}
    assert lost == set()


@pytest.mark.parametrize("path", READMES, ids=short)
def test_a_readme_names_every_command_that_people_use(path):
    inner = {"catalogues", "django", "seed"}  # what ./dev runs itself
    every = {name.replace("_", " ") for name in cli._names()} - inner
    said = commands(path.read_text("utf-8"))
    assert {name for name in every if not any(one == name or one.startswith(f"{name} ") for one in said)} == set()


@pytest.mark.parametrize("path", DOCS, ids=short)
def test_every_door_of_dev_that_is_named_exists(path):
    doors = set(re.findall(r"^  \./dev (\w+)", (ROOT / "dev").read_text("utf-8"), re.MULTILINE))
    assert len(doors) == 7
    assert set(re.findall(r"\./dev ([a-z]+)", path.read_text("utf-8"))) <= doors


def variables() -> set[str]:
    """The environment variables that the code reads, however it spells them."""
    text = "".join(path.read_text("utf-8") for path in CODE)
    whole = set(re.findall(r"TAIZHANG_[A-Z]+(?:_[A-Z]+)*", text))
    switches = {f"TAIZHANG_{name}" for name in re.findall(r'_on\("([A-Z_]+)"\)', text)}
    return whole | switches | {f"TAIZHANG_{name.upper()}_KEY" for name in LENGTHS}


@pytest.mark.parametrize("path", DOCS, ids=short)
def test_every_variable_that_is_named_is_read(path):
    assert set(re.findall(r"TAIZHANG_[A-Z_]+", path.read_text("utf-8"))) <= variables()


def test_every_variable_that_is_read_is_explained():
    said = set(re.findall(r"TAIZHANG_[A-Z_]+", (ROOT / "docs" / "operations.md").read_text("utf-8")))
    assert variables() - said == set()


@pytest.mark.parametrize("path", READMES, ids=short)
def test_a_readme_shows_the_ten_pictures_and_the_floors(path):
    shown = {link.removeprefix("docs/pictures/") for link in links(path.read_text("utf-8")) if "pictures/" in link}
    assert shown == PICTURES | {"floors.svg"}
    images = re.findall(r"<img [^>]+>", path.read_text("utf-8"))
    assert [image for image in images if not re.search(r'alt="[^"]{5,}"', image)] == []


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_every_picture_is_there_and_is_one(name):
    content = (ROOT / "docs" / "pictures" / name).read_bytes()
    assert content.startswith(b"\x89PNG\r\n")
    width, height = (int.from_bytes(content[place : place + 4], "big") for place in (16, 20))
    assert width >= 1000 if "desktop" in name else 300 <= width < height


def test_both_readmes_say_the_same():
    """The same headings, rows of tables and commands in both languages; a change to one is a change to both."""
    english, chinese = (path.read_text("utf-8") for path in READMES)
    for pattern in (r"^#+ ", r"^\|", r"^\d\. ", r"^    \S"):
        assert len(re.findall(pattern, english, re.MULTILINE)) == len(re.findall(pattern, chinese, re.MULTILINE))
    assert commands(english) == commands(chinese)
    assert numbers(english) == numbers(chinese)


def numbers(text: str) -> list[str]:
    """The large numbers of a text, in order of size and whatever the order of its sentences."""
    return sorted(re.findall(r"(?<!\d)\d{1,3},\d{3}(?!\d)", text))


@pytest.mark.parametrize("path", ADRS, ids=short)
def test_every_decision_has_its_parts(path):
    text = path.read_text("utf-8")
    assert re.match(rf"# {path.name[:4]} \S", text)
    assert re.search(r"^Status: (proposed|accepted|replaced by \d{4})$", text, re.MULTILINE)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences", "What was tried"]
    assert text.count("\n") <= 40


def test_decisions_are_numbered_without_gaps():
    assert [path.name[:4] for path in ADRS] == [f"{number:04}" for number in range(1, len(ADRS) + 1)]


def test_the_map_fits_a_first_day():
    assert (ROOT / "docs" / "map.md").read_text("utf-8").count("\n") < 200


def test_the_map_shows_every_room():
    text = (ROOT / "docs" / "map.md").read_text("utf-8")
    rooms = [path.parent.name for path in (ROOT / "taizhang" / "domain").glob("*/__init__.py")]
    assert [room for room in rooms if f"`{room}/`" not in text] == []


def test_the_licence_is_the_one_that_is_declared():
    assert 'license = "Apache-2.0"' in (ROOT / "pyproject.toml").read_text("utf-8")
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in licence and "END OF TERMS AND CONDITIONS" in licence


def test_both_entrances_can_be_run():
    assert os.access(ROOT / "dev", os.X_OK) and os.access(ROOT / ".ci" / "run", os.X_OK)
