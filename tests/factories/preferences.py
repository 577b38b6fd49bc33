"""What people keep for themselves, made through its own functions."""

from itertools import count

from taizhang.domain.access.models import Account
from taizhang.domain.preferences.actions import save_filter
from taizhang.domain.preferences.languages import choose_language
from taizhang.domain.preferences.models import ReadingLanguage, SavedFilter, Tour
from taizhang.domain.preferences.tours import put_away
from taizhang.kernel.ids import uuid7
from tests.factories import access

_numbers = count(1)


def reading_language(code: str = "en", of: Account | None = None) -> ReadingLanguage:
    """The language an account chose."""
    of = of or access.account()
    choose_language(account=of, code=code)
    return ReadingLanguage.objects.get(account=of)


def tour(post: str = "secretary", of: Account | None = None) -> Tour:
    """A tour that an account has put away."""
    of = of or access.account()
    put_away(account=of, post=post)
    return Tour.objects.get(account=of, post=post)


def saved_filter(of: Account | None = None, query: str = "state=overdue", address: str = "/duties/") -> SavedFilter:
    """A filter that somebody keeps for a list."""
    of = of or access.account()
    name = f"筛选{next(_numbers)}"
    return save_filter(id=uuid7(), account=of, address=address, name=name, query=query, by=access.actor(of))
