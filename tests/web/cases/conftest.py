"""Nothing is counted from test to test."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()
    yield
    cache.clear()
