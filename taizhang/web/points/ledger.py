"""Entries of points in rows: their filter, their columns, and what they follow from."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from taizhang.domain.points.models import EntryQuerySet, PointEntry
from taizhang.domain.records.models import Activity
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.points import Book
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.table import Column, Table
from taizhang.web.points import words


def _shown(rows: Any, _value: Any) -> Any:
    """A condition that the view applies."""
    return rows


def _within(rows: Any, period: Period) -> Any:
    return rows.filter(happened_on__gte=period.first, happened_on__lte=period.last)


@dataclass(frozen=True)
class Entries(Filter):
    """Which entries, of which holder and year."""

    organization: str = condition(_("Organisation"), _shown, default="", type="hidden")
    year: int = condition(_("Year"), _shown, default=0, type="hidden")
    institution: str = condition(_("Institution"), "institution", default="")
    kind: str = condition(_("Kind of points"), "kind", default="", options=lambda: list(words.KINDS.items()))
    period: Period | None = condition(_("Period"), _within, default=None)
    rule: str = condition(_("Item"), "rule", default="", type="hidden")
    on: str = condition(_("As of"), _shown, default="", type="hidden")


def titled(entries: EntryQuerySet) -> EntryQuerySet:
    """With the title of the gathering each follows from, in the same query."""
    titles = Activity.objects.filter(pk=OuterRef("source_id")).values("title")[:1]
    annotated: EntryQuerySet = entries.annotate(source_title=Subquery(titles))
    return annotated


def table(book: Book, institutions: dict[str, str], lang: str) -> Table:
    """The columns of entries by the rules of a book."""

    def institution(entry: PointEntry) -> str:
        return institutions.get(entry.institution, entry.institution)

    return Table(
        (
            Column("happened_on", _("Day"), by=("happened_on",)),
            Column(
                "source",
                _("From"),
                lambda entry: entry.source_title or institution(entry) or entry.because,
                width="wide",
            ),
            Column("institution", _("Institution"), institution, by=("institution",)),
            Column("rule", _("Item"), lambda entry: words.rule_name(book, entry.rule, lang), by=("rule",)),
            Column("kind", _("Kind of points"), lambda entry: words.KINDS.get(entry.kind, entry.kind), by=("kind",)),
            Column("amount", _("Points"), by=("amount",), align="end"),
            Column("state", _("State"), words.standing),
        ),
        order=("-happened_on", "-id"),
        head="source",
    )


def months(year: int) -> list[tuple[str, str]]:
    """The months of a year as choices."""
    return [(str(month), written(month)) for month in Period.of_year(year).split(Kind.MONTH)]
