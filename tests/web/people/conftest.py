"""The cast on the last day of May 2018."""

import pytest


@pytest.fixture
def cast(town):
    return town
