"""What people keep for themselves, made through its own functions."""

from taizhang.domain.access.models import Account
from taizhang.domain.preferences.languages import choose_language
from taizhang.domain.preferences.models import ReadingLanguage, Tour
from taizhang.domain.preferences.tours import put_away
from tests.factories import access


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
