import pytest


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Offered files lie in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT / "imports"


@pytest.fixture
def committed(own_database: str, settings):
    """The cast in a database of its own, where what is committed stays: an import has two connections."""
    from tests.people import assemble

    return assemble()


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language in which they are written."""
    from django.utils import translation

    with translation.override("en"):
        yield
