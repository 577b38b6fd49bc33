"""A count that takes long, and knows how often it was made; another process may run it too."""

import time
from datetime import date

from django.conf import settings

from taizhang.domain.audit import kept
from taizhang.domain.audit.models import AuditEntry

made: list[tuple[object, ...]] = []


@kept.kept
def acts(verb: str, on: date = date(2018, 5, 31)) -> int:
    """How many acts there are; slow enough to be worth keeping."""
    made.append((verb, on))
    time.sleep(settings.COUNTS_WORTH)
    return AuditEntry.objects.filter(verb=verb).count()


@kept.kept
def quick(verb: str) -> int:
    """As acts, at once."""
    made.append((verb,))
    return AuditEntry.objects.filter(verb=verb).count()


@kept.kept
def failing(verb: str) -> int:
    """Fails as long as there is no such act."""
    made.append((verb,))
    time.sleep(settings.COUNTS_WORTH)
    return AuditEntry.objects.filter(verb=verb)[0].number
