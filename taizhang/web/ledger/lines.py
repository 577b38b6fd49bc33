"""The lines of totals, named, each number with the address of its rows; and what the conditions offer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from taizhang.kernel.periods import Period
from taizhang.web.kit.filters import period
from taizhang.web.ledger.book import Book
from taizhang.web.ledger.forms import DECISION
from taizhang.web.ledger.totals import COUNTED, Total


class TotalLine(NamedTuple):
    """A total with its name and the addresses of the rows behind its numbers."""

    name: str
    url: str
    total: Total
    opens: Mapping[str, str]  # the address behind each number
    not_applicable: int | None = None
    not_applicable_url: str = ""
    institution: str = ""  # whose rule may be asked for


def lines(book: Book) -> list[TotalLine]:
    """One line for each group, in the order of the pack, of the tree or of the calendar."""
    order = {"institution": _institutions, "child": _children, "month": _months}[book.by]
    return list(order(book))


def options(book: Book) -> dict[str, Sequence[tuple[str, str]]]:
    """What the conditions offer: the organisations around, and the institutions of the pack."""
    rules = book.pack.institutions if book.pack else ()
    institutions = [(rule.code, rule.short.words(book.lang)) for rule in rules]
    return {
        "organization": [(place.organization.code, place.name) for place in book.around],
        "institution": [*institutions, (DECISION, _("Decisions"))],
    }


def _line(book: Book, name: str, total: Total, **narrower: Any) -> TotalLine:
    opens = {state: book.filter.query_string(**narrower, state=state, sort=None) + "#rows" for state in COUNTED}
    return TotalLine(name, book.filter.query_string(**narrower, state=None, sort=None) + "#rows", total, opens)


def _institutions(book: Book) -> Iterator[TotalLine]:
    rules = book.pack.institutions if book.pack else ()
    names = {rule.code: rule.name.words(book.lang) for rule in rules} | {"": _("Decisions")}
    known = [code for code in names if code in book.totals]
    for code in [*known, *(code for code in book.totals if code not in names)]:
        total = book.totals[code]
        line = _line(book, names.get(code, code), total, institution=code or DECISION)
        none = book.organizations - book.owing.get(code, 0) if code else None
        address = "not-applicable/" + book.filter.query_string(institution=code, state=None, sort=None, by=None)
        asked = code if code in names else ""
        yield line._replace(not_applicable=none, not_applicable_url=address, institution=asked)


def _children(book: Book) -> Iterator[TotalLine]:
    for place in book.around:
        if place.path in book.totals:
            yield _line(book, place.name, book.totals[place.path], organization=place.organization.code)


def _months(book: Book) -> Iterator[TotalLine]:
    for code, total in sorted(book.totals.items()):
        month = Period.parse(code)
        ahead = month.first > book.until  # met before its month began: nothing else of it is shown
        line = _line(
            book,
            period(code),
            total,
            since=max(month.first, book.since),
            until=month.last if ahead else min(month.last, book.until),
        )
        yield line._replace(opens={**line.opens, "owed": line.opens["met"]}, url=line.opens["met"]) if ahead else line
