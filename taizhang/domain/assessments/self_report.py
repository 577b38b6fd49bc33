"""The self-report of an organisation (述职): what the ledger knows of its year, a sentence each, with what it counts.

Nobody is asked again for what was recorded already; the secretary adds what no ledger knows, and hands it in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils.formats import date_format
from django.utils.translation import gettext

from taizhang.domain.duties.measures import Completion, grouped, rows
from taizhang.domain.duties.models import Duty, waived
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.domain.points.balances import organization_balance
from taizhang.domain.records.models import Activity
from taizhang.kernel.errors import _
from taizhang.kernel.periods import Period, Span

# What is counted, and how it is said. Where the rows behind it open is told by web/reviewing/sources.py.
SENTENCES: Mapping[str, str] = {
    "duties": _("Of {owed} duties that were due from {first} to {last}, {met} were met, {on_time} of them in time."),
    "waived": _("{waived} duties were waived with a reason and are not counted."),
    "gatherings": _("{gatherings} gatherings were recorded and approved."),
    "attendance": _("Of {expected} people expected at them, {present} came."),
    "points": _("The points of the year came to {points}."),
    "left": _("{institution}: {missing} of {owed} not met."),
    "nothing_left": _("Nothing that was due is left."),
}
DAYS = ("first", "last")
MOST_LEFT = 6  # institutions named as left; the ledger names all


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that the ledger says of a year; `institution` is the code of what a sentence is about, if anything."""

    code: str
    values: Mapping[str, Any]
    institution: str = ""

    def words(self) -> str:
        """The sentence in the reader's language."""
        return gettext(SENTENCES[self.code]).format(**{name: _spoken(name, each) for name, each in self.values.items()})

    def as_json(self) -> dict[str, Any]:
        """The sentence as plain values, to be kept."""
        return {"code": self.code, "values": dict(self.values), "institution": self.institution}


@dataclass(frozen=True, slots=True)
class SelfReport:
    """What the ledger says of an organisation and those below it in a year, as known on a day."""

    year: int
    on: date
    sentences: tuple[Sentence, ...] = field(default=())

    @property
    def until(self) -> date:
        """The last day that counts: of the year, or the day itself while the year runs."""
        return min(self.on, Period.of_year(self.year).last)

    def text(self) -> str:
        """A beginning of the report, to be edited."""
        return "\n".join(sentence.words() for sentence in self.sentences)

    def as_json(self) -> list[dict[str, Any]]:
        """What is kept of it when the report is handed in."""
        return [sentence.as_json() for sentence in self.sentences]


def drawn(organization: Organization, year: int, on: date, lang: str = "zh-hans") -> SelfReport:
    """The self-report of an organisation, drawn from the ledger on a day; empty where it knows nothing of the year."""
    empty = SelfReport(year, on)
    first = Period.of_year(year).first
    if empty.until < first:
        return empty
    days = Span(first, empty.until)
    place = Placement.objects.filter(organization=organization, starts_on__lte=on).order_by("-starts_on").first()
    if place is None:
        return empty
    found = [*_duties(place.path, days, on, lang), *_gatherings(place.path, days, on)]
    if found and find_pack(empty.until):  # without rules nothing gives points
        found.append(_points(organization, year, on))
    order = list(SENTENCES)
    return SelfReport(year, on, tuple(sorted(found, key=lambda one: order.index(one.code))))


def told(kept: list[dict[str, Any]]) -> list[Sentence]:
    """The sentences of a report that was handed in, as they were drawn on that day."""
    return [Sentence(one["code"], one["values"], one["institution"]) for one in kept]


def _spoken(name: str, value: Any) -> Any:
    """A value as it is read; days are kept as 2018-05-31."""
    return date_format(date.fromisoformat(value)) if name in DAYS else value


def _duties(path: str, days: Span, on: date, lang: str) -> Iterator[Sentence]:
    by_institution = grouped(rows(path, days, on=on), on, "institution", path)
    parts = by_institution.values()
    owed, met = sum(each.met.denominator for each in parts), sum(each.met.numerator for each in parts)
    on_time = sum(each.on_time.numerator for each in parts)
    said = {"first": days.first.isoformat(), "last": days.last.isoformat()}
    if owed:
        yield Sentence("duties", {"owed": owed, "met": met, "on_time": on_time, **said})
    left_out = Duty.objects.filter(waived(on), standard__isnull=False).in_period(days).placed(on).under(path).count()
    if left_out:
        yield Sentence("waived", {"waived": left_out})
    left = sorted((one for one in by_institution.items() if one[1].missing), key=lambda one: (-one[1].missing, one[0]))
    yield from (_left(code, each, on, lang) for code, each in left[:MOST_LEFT])
    if owed and not left:
        yield Sentence("nothing_left", {})


def _left(code: str, each: Completion, on: date, lang: str) -> Sentence:
    pack = find_pack(on)
    names = {rule.code: rule.short.words(lang) for rule in pack.institutions} if pack else {}
    values = {"institution": names.get(code, code), "missing": each.missing, "owed": each.met.denominator}
    return Sentence("left", values, code)


def _gatherings(path: str, days: Span, on: date) -> Iterator[Sentence]:
    held = Activity.objects.approved().known_on(on).in_period(days).placed(on).under(path)
    if number := held.count():
        yield Sentence("gatherings", {"gatherings": number})
    seats = held.order_by().aggregate(expected=Sum("expected"), present=Sum("present"))
    if seats["expected"]:
        yield Sentence("attendance", {"expected": seats["expected"], "present": seats["present"]})


def _points(organization: Organization, year: int, on: date) -> Sentence:
    return Sentence("points", {"points": organization_balance(organization.pk, year, on).total})
