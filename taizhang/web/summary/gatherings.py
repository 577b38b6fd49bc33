"""What was held in a period, as the list of records shows it: one grouped query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from taizhang.domain.records.models import Activity, ActivityQuerySet, Decision
from taizhang.kernel.measures import Measure
from taizhang.kernel.workflow import State


@dataclass(frozen=True, slots=True)
class Gatherings:
    """How many were held, reviewed and attended; which decided something; how many of each institution."""

    held: int
    waiting: int
    approved: int
    present: int
    expected: int
    decided: int
    of_institution: Mapping[str, int]

    @property
    def attendance(self) -> Measure:
        """Who came of whoever was expected."""
        return Measure(self.present, self.expected)


def gatherings(rows: ActivityQuerySet, institutions: Sequence[str]) -> Gatherings:
    """Count those of the list that were not sent back or withdrawn."""
    kinds = {f"of_{code}": Count("pk", filter=Q(institutions__contains=[code])) for code in institutions}
    found: dict[str, Any] = rows.order_by().aggregate(
        held=Count("pk"),
        waiting=Count("pk", filter=Q(submission__state=State.SUBMITTED)),
        approved=Count("pk", filter=Q(submission__state=State.APPROVED)),
        came=Sum("present", default=0),
        counted=Sum("expected", default=0),
        decided=Count("pk", filter=Q(pk__in=Decision.objects.order_by().values("activity_id"))),
        **kinds,
    )
    by_kind = {code: found[f"of_{code}"] for code in institutions if found[f"of_{code}"]}
    return Gatherings(
        held=found["held"],
        waiting=found["waiting"],
        approved=found["approved"],
        present=found["came"],
        expected=found["counted"],
        decided=found["decided"],
        of_institution=by_kind,
    )


def latest(rows: ActivityQuerySet, most: int) -> list[Activity]:
    """The gatherings themselves, the last held first."""
    return list(rows.order_by("-held_on", "-id")[:most])
