"""The cast on the last day of May 2018, each part in a browser of its own."""

from datetime import date

import pytest


@pytest.fixture
def cast(db: None, settings):
    from tests.web.district import district

    settings.TODAY = date(2018, 5, 31)
    return district()


@pytest.fixture
def signed_in(cast):
    """A browser in which a part of the cast is signed in."""
    from tests.web.district import browser_of

    return lambda part: browser_of(cast.reloaded(part))
