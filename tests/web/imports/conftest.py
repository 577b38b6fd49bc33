import pytest


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Offered files lie in a folder of the test, and the district is a demonstration of 31 May 2018."""
    from datetime import date

    settings.MEDIA_ROOT, settings.DEMO, settings.TODAY = tmp_path / "files", True, date(2018, 5, 31)
    return settings.MEDIA_ROOT / "imports"


@pytest.fixture
def enter():
    """A browser in which an account of the cast is signed in."""
    from tests.web.cast import browser_of

    return browser_of


@pytest.fixture
def committed(own_database: str):
    """The cast in a database of its own: an import has two connections."""
    from tests.people import assemble

    return assemble()
