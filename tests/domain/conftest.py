"""The cast of the house plays in the tests of every room."""

import pytest


@pytest.fixture
def cast(db: None):
    """The cast, in a transaction that is rolled back. Imported late: models need a prepared Django."""
    from tests.people import assemble
    from tests.snapshots import once_built

    return once_built("cast", assemble)
