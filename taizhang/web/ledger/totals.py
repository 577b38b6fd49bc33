"""The totals above the ledger: how many are owed, met, met in time, overdue and waived, in one grouped query."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Func, Q, TextField, Value

from taizhang.domain.audit import kept
from taizhang.domain.duties.models import DutyQuerySet, met, met_in_time, waived
from taizhang.kernel.measures import Measure

COUNTED = ("owed", "met", "on_time", "overdue", "waived")


@dataclass(frozen=True, slots=True)
class Total:
    """One line of totals; `key` opens the rows behind it."""

    key: str
    owed: int
    met: int
    on_time: int
    overdue: int
    waived: int

    @property
    def share(self) -> Measure:
        """Met of owed."""
        return Measure(self.met, self.owed)

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


def totals(rows: DutyQuerySet, on: date, by: str, path: str) -> dict[str, Total]:
    """The totals of rows by institution, child of a path, or month due."""
    grouped = rows.order_by().annotate(key=_groups(path)[by]).values("key").annotate(**_counts(on))
    return {str(row["key"]): _total(row) for row in kept.listed(grouped.order_by("key"))}


def whole(found: Mapping[str, Total]) -> Total:
    """All lines together."""
    return Total("", *(sum(one[name] for one in found.values()) for name in COUNTED))


def _total(row: Mapping[str, Any]) -> Total:
    return Total(str(row["key"]), *(row[f"{name}_count"] for name in COUNTED))


def _counts(on: date) -> dict[str, Count]:
    counts, done = ~waived(on), met(on)
    conditions = {
        "owed": counts,
        "met": counts & done,
        "on_time": counts & met_in_time(on),
        "overdue": counts & ~done & Q(grace_until__lt=on),
        "waived": waived(on),
    }
    return {f"{name}_count": Count("pk", filter=condition) for name, condition in conditions.items()}


def _groups(path: str) -> dict[str, Any]:
    """By the path one step below, as in duties.measures; by the month due as "2018-M05"."""
    text = TextField()
    step = Func(F("org_path"), Value(f"^{path}(?:[^/]+/)?"), function="substring", output_field=text)
    month = Func(F("due_on"), Value('YYYY"-M"MM'), function="to_char", output_field=text)
    return {"institution": F("institution"), "child": step, "month": month}
