"""Programs that act for the cast."""

from collections.abc import Callable

import pytest

from taizhang.domain.access.roles import Permission


@pytest.fixture
def program(cast) -> Callable:
    """A program that acts for a part of the cast: with everything the part holds, or with some of it."""
    from tests.web.api.programs import program_of

    def make(part: str, *permissions: Permission, **more):
        return program_of(cast.reloaded(part), *permissions, **more)

    return make
