"""Every component renders in both languages, and what it promises to readers and keyboards is there."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.utils import translation

from taizhang.web.kit import gallery
from taizhang.web.kit.jinja import tag

PARTS = [(part, language) for part in gallery.PARTS for language in ("zh-hans", "zh-hant", "en")]


def rendered(part: str, language: str) -> str:
    with translation.override(language):
        return str(get_template("gallery.html").render(gallery.context(part)))


class Ids(HTMLParser):
    """Collects ids, and what labels and descriptions point at."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.wanted: set[str] = set()
        self.inputs: list[dict[str, str | None]] = []
        self.labels: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "label" and given.get("for"):
            self.labels.add(str(given["for"]))
        self.wanted |= set((given.get("aria-describedby") or "").split())
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            self.inputs.append(given)


@pytest.mark.parametrize(("part", "language"), PARTS)
def test_a_part_of_the_gallery_renders(part: str, language: str) -> None:
    html = rendered(part, language)
    assert f'<html lang="{tag(language)}"' in html
    assert "{{" not in html and "%(" not in html


@pytest.mark.parametrize("part", gallery.PARTS)
def test_ids_are_single_and_everything_pointed_at_exists(part: str) -> None:
    page = Ids()
    page.feed(rendered(part, "zh-hans"))
    twice = {one for one in page.ids if page.ids.count(one) > 1}
    assert twice == set()
    assert page.labels <= set(page.ids)
    assert {one for one in page.wanted if one not in page.ids} == set()


def test_a_wrong_field_is_tied_to_its_sentence() -> None:
    html = rendered("forms", "zh-hans")
    day = re.search(r'<input[^>]*id="id_on"[^>]*>', html)
    assert day is not None
    assert 'aria-invalid="true"' in day[0] and 'aria-describedby="id_on-wrong"' in day[0]
    assert 'id="id_on-wrong"' in html


def test_more_than_is_owed_is_shown_as_it_is() -> None:
    html = rendered("work", "zh-hans")
    assert "6 / 5" in html and "超过应办数，请核对记录。" in html


def test_a_fraction_shows_its_arithmetic() -> None:
    html = rendered("forms", "zh-hans")
    assert "11 × 2 = 22 ≤ 23 × 1 = 23" in html
    assert "15 × 3 = 45 &lt; 23 × 2 = 46" in html or "15 × 3 = 45 < 23 × 2 = 46" in html
    assert "无人有表决权，不能表决。" in html


def test_the_light_says_that_it_is_no_mark() -> None:
    assert rendered("work", "zh-hans").count("灯色仅为提醒，不计入考核。") == 4


# Drawn by the frame around every page, or of a list with its own filter, columns and rows: those pages are walked.
ELSEWHERE = {"frame_parts.html", "menu.html", "bell.html", "list.html", "kept.html"}
INSIDE = {"drawn", "many", "typed", "heading", "light_word", "light_sign", "institution_told"}  # drawn by another one


def test_every_component_that_pages_use_is_shown() -> None:
    """A macro of the kit that some page calls stands in the gallery, where whoever builds a page finds it."""
    folder = Path(gallery.__file__).parents[1] / "templates"
    alive = "".join(path.read_text(encoding="utf-8") for path in (folder / "gallery").glob("*.html"))
    alive += (folder / "gallery.html").read_text(encoding="utf-8")
    pages = "".join(
        path.read_text(encoding="utf-8")
        for path in folder.rglob("*.html")
        if path.parent.name not in {"kit", "gallery"}
    )
    missing = []
    for file in sorted((folder / "kit").glob("*.html")):
        if file.name in ELSEWHERE:
            continue
        for macro in re.findall(r"\{%-? macro (\w+)", file.read_text(encoding="utf-8")):
            called = re.compile(rf"\b{macro}\(")
            if macro not in INSIDE and called.search(pages) and not called.search(alive):
                missing.append(f"{file.name}: {macro}")
    assert missing == []
