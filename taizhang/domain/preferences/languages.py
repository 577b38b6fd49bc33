"""Which language somebody reads in. Like a draft, choosing it leaves no audit note: it concerns nobody else."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from taizhang.domain.access.models import Account
from taizhang.domain.preferences.models import ReadingLanguage


@transaction.atomic
def choose_language(*, account: Account, code: str) -> None:
    """Remember the language in which an account reads."""
    ReadingLanguage.objects.update_or_create(account=account, defaults={"code": code})


def language_of(account: Account) -> str:
    """The language an account chose, or nothing."""
    found = ReadingLanguage.objects.filter(account=account).values_list("code", flat=True).first()
    return found or ""


def languages_of(people: Collection[UUID]) -> dict[UUID, str]:
    """The languages that these people chose; whoever chose none is not in it."""
    found = ReadingLanguage.objects.filter(account__person__in=people)
    return dict(found.values_list("account__person_id", "code"))
