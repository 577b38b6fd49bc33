"""The cast in May 2018, and programs that act for them."""

from collections.abc import Callable
from datetime import date

import pytest

from taizhang.domain.access.roles import Permission


@pytest.fixture
def cast(db: None, settings):
    from tests.web.district import district

    settings.TODAY = date(2018, 5, 18)
    return district()


@pytest.fixture
def program(cast) -> Callable:
    """A program that acts for a part of the cast: with everything the part holds, or with some of it."""
    from tests.web.api.programs import program_of

    def make(part: str, *permissions: Permission, **more):
        return program_of(cast.reloaded(part), *permissions, **more)

    return make
