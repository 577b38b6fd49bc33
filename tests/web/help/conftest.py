"""The district in May, for pages of help."""

from datetime import date

import pytest


@pytest.fixture
def cast(db, settings):
    from tests.web.district import district

    settings.TODAY = date(2018, 5, 18)
    return district()


@pytest.fixture
def served(live: str, settings):
    """The same district, served."""
    from tests.web.district import district

    settings.TODAY = date(2018, 5, 18)
    return district()
