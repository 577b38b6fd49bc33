"""Default schemes in force, and a quarter that was closed."""

import pytest


@pytest.fixture
def schemed(town):
    """The cast of the last day of May with the default schemes in force."""
    from taizhang.domain.assessments.actions.schemes import publish_defaults
    from tests.factories.orgs import SEED

    publish_defaults(by=SEED)
    return town


@pytest.fixture
def judged(schemed):
    """The first quarter marked by the street and closed by the district."""
    from tests.web.scores.quarter import closed

    return closed(schemed)
