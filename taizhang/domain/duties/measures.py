"""Completion: so many met of so many owed, by institution, organisation or month; every number opens its rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Least

from taizhang.domain.audit.kept import kept
from taizhang.domain.duties.models import Duty, DutyQuerySet, Pack, ProgrammeItem, Standard, met, met_in_time
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period, Span

Counts = dict[str, "Completion"]


@dataclass(frozen=True, slots=True)
class Completion:
    """What is met, and what of it in time, of what was owed."""

    met: Measure
    on_time: Measure

    def __add__(self, other: "Completion") -> "Completion":
        return Completion(self.met + other.met, self.on_time + other.on_time)

    @property
    def missing(self) -> int:
        """How many are owed and not met."""
        return self.met.denominator - self.met.numerator


NOTHING = Completion(Measure(0, 0), Measure(0, 0))


def rows(path: str, period: Period | Span, *, on: date, due_so_far: bool = False) -> DutyQuerySet:
    """The duties of institutions due within a period that count for the organisations at or below a path.

    Waived ones do not count. `due_so_far` leaves out what is neither due by the day nor met ahead, so that a running
    period is not judged by its end. Each duty counts where its organisation stood when it was due, or stands on the
    day when that is earlier: whatever moves, merges or closes later, months that are over keep their numbers, and the
    months of a year add up to it.
    """
    duties = Duty.objects.filter(standard__isnull=False).in_period(period).owed(on)
    if due_so_far:
        duties = duties.filter(Q(due_on__lte=on) | met(on))
    return duties.placed(Least(F("due_on"), Value(on))).under(path)


def met_rows(duties: DutyQuerySet, on: date, *, wanted: bool = True) -> DutyQuerySet:
    """Of such rows those that are met by the end of a day, or those that are not."""
    return duties.filter(met(on)) if wanted else duties.filter(~met(on))


def completion(
    path: str, period: Period | Span, *, on: date, by: str = "", due_so_far: bool = False
) -> dict[str, Measure]:
    """Met of owed, in one query: as a whole (key "") or by "institution", "child", "category", "month", "organization".

    By child the key is the child's path (the path itself for what the organisation owes itself), by month "2018-M05",
    by "institution child" both with a space between.
    """
    return {key: each.met for key, each in completions(path, period, on=on, by=by, due_so_far=due_so_far).items()}


@kept
def completions(path: str, period: Period | Span, *, on: date, by: str = "", due_so_far: bool = False) -> Counts:
    """As completion, with what of it was held by the end of the days of grace."""
    return grouped(rows(path, period, on=on, due_so_far=due_so_far), on, by, path)


def grouped(duties: DutyQuerySet, on: date, by: str = "", path: str = "/") -> Counts:
    """Count any rows made by `rows`, further filtered as one likes, in one query."""
    if not by:
        one = duties.order_by().aggregate(**_counts(on))
        return {"": _completion(one)}
    counted = duties.order_by().annotate(group=_GROUPS[by](path)).values("group").annotate(**_counts(on))
    return {str(row["group"]): _completion(row) for row in counted.order_by("group")}


def trend(path: str, year: int, *, on: date, due_so_far: bool = True) -> dict[Period, Completion]:
    """Completion of each month of a year up to the day's, in one query."""
    whole = Period.of_year(year)
    by_month = completions(path, whole, on=on, by="month", due_so_far=due_so_far)
    months = [month for month in whole.split(Kind.MONTH) if month.first <= on]
    return {month: by_month.get(str(month), NOTHING) for month in months}


def life_institutions(on: date) -> int:
    """How many institutions of Party life the pack in force keeps as standards."""
    return _standards(on).count()


def standards_categories(on: date) -> int:
    """For how many categories of organisations the pack in force has standards."""
    return len(set("".join(_standards(on).values_list("categories", flat=True))))


def programme_projects(on: date) -> int:
    """How many projects the pack in force names."""
    return _programme(on, "project")


def programme_mechanisms(on: date) -> int:
    """How many mechanisms the pack in force names."""
    return _programme(on, "mechanism")


def _standards(on: date) -> QuerySet[Standard]:
    return Standard.objects.filter(pack=Pack.objects.defer("content").in_force(on), pack__isnull=False)


def _programme(on: date, kind: str) -> int:
    pack = Pack.objects.defer("content").in_force(on)
    return ProgrammeItem.objects.filter(pack=pack, kind=kind).count() if pack else 0


def _counts(on: date) -> dict[str, Count]:
    return {
        "owed_count": Count("pk"),
        "met_count": Count("pk", filter=met(on)),
        "in_time_count": Count("pk", filter=met_in_time(on)),
    }


def _completion(row: Mapping[str, int]) -> Completion:
    owed = row["owed_count"]
    return Completion(Measure(row["met_count"], owed), Measure(row["in_time_count"], owed))


def _child(path: str) -> Any:
    """The path one step below, or the path itself; the labels of paths mean nothing to a regular expression."""
    return Func(F("org_place__path"), Value(f"^{path}(?:[^/]+/)?"), function="substring", output_field=_TEXT)


def _month(path: str) -> Any:
    return Func(F("due_on"), Value('YYYY"-M"MM'), function="to_char", output_field=_TEXT)


_TEXT = TextField()
_GROUPS: dict[str, Callable[[str], Any]] = {
    "institution": lambda path: F("institution"),
    "category": lambda path: F("org_place__category"),
    "organization": lambda path: F("organization_id"),
    "child": _child,
    "institution child": lambda path: Concat(F("institution"), Value(" "), _child(path), output_field=_TEXT),
    "month": _month,
}
