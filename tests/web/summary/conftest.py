"""Records are tried on the cast, in the last days of May 2018."""

from datetime import date

import pytest


@pytest.fixture
def cast(db: None, settings):
    from tests.web.district import district

    settings.TODAY = date(2018, 5, 18)
    return district()


@pytest.fixture
def signed_in(cast):
    """A browser in which a part of the cast is signed in."""
    from tests.web.district import browser_of

    return lambda part: browser_of(getattr(cast, part))
