"""The district in May, served, for pages of help."""

from datetime import date

import pytest


@pytest.fixture
def served(live: str, settings):
    """The cast in a site that is served."""
    from tests.web.district import district

    settings.TODAY = date(2018, 5, 18)
    return district()
