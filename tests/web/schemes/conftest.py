"""The default scheme of a quarter in force, and a draft of the district office beside it."""

import pytest


@pytest.fixture
def quarter(town):
    """The scheme in force on the last day of May."""
    from tests.factories.schemes import published

    return published()


@pytest.fixture
def officer(town):
    """The district office's browser."""
    from tests.web.district import browser_of

    return browser_of(town.district_officer)


@pytest.fixture
def visited(town):
    """The first branch was visited in the running quarter, and met nothing else."""
    from tests.factories.assessments import mark

    return mark(town.first, period="2018-Q2", measure="mark:visit", numerator=95, denominator=100)


@pytest.fixture
def draft(quarter, town):
    """What the district office works on."""
    from taizhang.domain.assessments.drafts import begin_draft
    from taizhang.web.schemes.stored import in_order
    from tests.web.district import MOMENT

    person = town.district_officer.person
    return begin_draft(content=in_order(quarter.content), base=quarter, person=person, at=MOMENT)
