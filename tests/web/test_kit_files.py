"""What templates ask for by name exists, and what exists is asked for."""

import re
from pathlib import Path

import pytest

from taizhang.web.kit import gallery, modules

WEB = Path(__file__).parents[2] / "taizhang" / "web"
TEMPLATES = sorted(Path(WEB.parent).glob("**/templates/**/*.html"))
EARLY = {"js/start.js", "js/theme-first.js"}


def test_every_style_sheet_is_linked_once() -> None:
    assert sorted(modules.STYLES) == sorted(f"css/{path.name}" for path in (WEB / "static/css").glob("*.css"))


def test_every_script_module_belongs_to_something_on_a_page() -> None:
    found = {f"js/{path.name}" for path in (WEB / "static/js").glob("*.js")}
    assert found == set(modules.MODULES.values()) | EARLY


@pytest.mark.parametrize("selector", modules.MODULES)
def test_some_component_carries_what_a_module_looks_for(selector: str) -> None:
    attribute = re.search(r"data-[a-z-]+", selector)
    assert attribute is not None
    pages = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    assert attribute[0] in pages


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB.parent)))
def test_every_sign_a_template_names_is_in_the_sprite(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r'\bicon\("([a-z-]+)"', text)) | set(re.findall(r'icon_name="([a-z-]+)"', text))
    assert named <= set(gallery.signs())


def test_every_sign_of_the_menu_is_in_the_sprite() -> None:
    source = (WEB / "kit/nav.py").read_text(encoding="utf-8")
    named = set(re.findall(r'Item\(_\("[^"]+"\), "[^"]+", "([a-z]+)"', source))
    assert named and named <= set(gallery.signs())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB.parent)))
def test_no_template_runs_a_script_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\son[a-z]+=\"", text)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)


def test_a_class_is_drawn_by_one_sheet_only() -> None:
    """All sheets lie on every page: two that draw the same class would spoil each other's pages."""
    drawn: dict[str, set[str]] = {}
    for path in (WEB / "static/css").glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
        plain = re.sub(r"@[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
        for name in re.findall(r"(?:^|\})\s*(\.tz-[\w-]+)\s*\{", plain):
            drawn.setdefault(name, set()).add(path.name)
    assert {name: sheets for name, sheets in drawn.items() if len(sheets) > 1} == {}
