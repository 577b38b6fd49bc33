"""The cast in its May, and a folder of files of its own."""

from datetime import date

import pytest


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Files lie in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def cast(db: None, settings):
    """The cast with the default pack in force, and the duties of April and May issued; it is the 18th of May."""
    from tests.web.district import district

    settings.TODAY = date(2018, 5, 18)
    return district()
