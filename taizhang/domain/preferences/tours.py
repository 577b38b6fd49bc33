"""Putting the tour away and taking it out again. Like a draft it leaves no audit note: it concerns nobody else."""

from collections.abc import Collection

from django.db import transaction

from taizhang.domain.access.models import Account
from taizhang.domain.preferences.models import Tour


@transaction.atomic
def put_away(*, account: Account, post: str) -> None:
    """Offer the tour of a post no more; doing it twice changes nothing."""
    Tour.objects.get_or_create(account=account, post=post)


@transaction.atomic
def take_out(*, account: Account, post: str) -> None:
    """Offer the tour of a post again."""
    Tour.objects.filter(account=account, post=post).delete()


def is_offered(*, account: Account, posts: Collection[str]) -> bool:
    """Whether the tour of one of these posts has not been put away yet."""
    put = Tour.objects.filter(account=account, post__in=posts).values_list("post", flat=True)
    return bool(set(posts) - set(put))
