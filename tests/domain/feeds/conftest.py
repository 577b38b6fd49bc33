"""A cast in May 2018 with everything owed, and people who read their calendars."""

import pytest


@pytest.fixture
def town(db: None):
    from tests.web.district import district

    return district()
