"""Messages in the reader's language, each looked up once."""

from functools import lru_cache

from django.utils.translation import get_language, gettext

MOST = 8192  # messages of all languages; those of the pages are fewer


def said(message: str) -> str:
    """As gettext, which asks the catalogue of every room in turn: a third of the time of a long table."""
    return _said(get_language() or "", message)


@lru_cache(MOST, typed=True)  # text that is safe as markup is another message than the same text that is not
def _said(_language: str, message: str) -> str:
    return gettext(message)
