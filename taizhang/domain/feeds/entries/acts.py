"""How often something was acted upon, and when last: by that a calendar program knows that an entry is a newer one."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max

from taizhang.domain.audit.models import AuditEntry, AuditSubject


class Acts(NamedTuple):
    """So many acts, the last of them then."""

    number: int = 0
    last: datetime | None = None

    def since(self, *known: datetime | None) -> datetime:
        """The latest of these moments and of the acts."""
        return max(at for at in (self.last, *known) if at is not None)


NONE = Acts()


def acts_on(keys: Collection[UUID]) -> dict[UUID, Acts]:
    """What the audit trail tells of some nouns, alone and among many; two queries."""
    alone = AuditEntry.objects.filter(subject_id__in=keys).order_by()
    among = AuditSubject.objects.filter(subject_id__in=keys).order_by()
    found: dict[UUID, Acts] = {}
    for rows, column in ((alone, "at"), (among, "entry__at")):
        for subject, count, last in rows.values_list("subject_id").annotate(n=Count("pk"), last=Max(column)):
            known = found.get(subject, NONE)
            found[subject] = Acts(known.number + count, known.since(last))
    return found
