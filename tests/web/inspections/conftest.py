"""A cast in May 2018 and browsers of its people."""

import pytest


@pytest.fixture
def town(db: None, demo_day):
    from tests.web.district import district

    return district()
