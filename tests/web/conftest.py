"""A small fixed tree, the cast of a whole district, and browsers in which their people are signed in."""

from collections.abc import Callable
from datetime import date

import pytest


@pytest.fixture
def demo_day(settings) -> date:
    settings.TODAY = date(2018, 5, 31)
    return settings.TODAY


@pytest.fixture
def tree(db: None, demo_day: date):
    from tests.web.cast import plant

    return plant()


@pytest.fixture
def sign_in(tree) -> Callable:
    """A browser in which someone with these roles over an organisation is signed in."""
    from tests.web.cast import browser_of, hold, someone

    def enter(*roles, over=None, name="anyone"):
        account = someone(name)
        for role in roles:
            hold(account, role, over or tree.district)
        return browser_of(account)

    return enter


@pytest.fixture
def cast(db: None, settings):
    """The cast in the middle of May 2018, everything of April and May owed."""
    from tests.web.district import district

    settings.TODAY = date(2018, 5, 18)
    return district()


@pytest.fixture
def town(db: None, demo_day: date):
    """The same cast on the last day of that May."""
    from tests.web.district import district

    return district()


@pytest.fixture
def signed_in(cast) -> Callable:
    """A browser in which a part of the cast is signed in."""
    from tests.web.district import browser_of

    return lambda part: browser_of(getattr(cast, part))
