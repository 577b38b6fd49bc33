"""A small fixed tree, and browsers in which its people are signed in."""

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
