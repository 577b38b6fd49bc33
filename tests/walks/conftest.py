"""A small district on a working day, served; screens of both sizes; screenshots where one asks for them."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page


@pytest.fixture
def district(live: str, settings):
    """The cast with the duties of April and May, two days after the activity day, on a served site."""
    from tests.web.district import district

    settings.TODAY = date(2018, 5, 18)
    return district()


@pytest.fixture(params=["page", "phone"], ids=["1280x800", "390x844"])
def screen(request: pytest.FixtureRequest) -> Page:
    """A desk, then a hand."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def photograph(request: pytest.FixtureRequest, tmp_path: Path, screen: Page) -> Callable[[str], None]:
    """Keeps a picture of the screen in the folder that TAIZHANG_SCREENSHOTS names, else in one that is thrown away."""
    folder = Path(os.environ.get("TAIZHANG_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    width = screen.viewport_size["width"]

    def take(name: str) -> None:
        screen.screenshot(path=folder / f"{name}-{width}.png")

    return take
