"""Points: entries of an append-only ledger folded into a balance by the rules of a book, which explains itself."""

from taizhang.kernel.points.balance import Balance, Part
from taizhang.kernel.points.book import Book, Kind, Rule
from taizhang.kernel.points.entry import Entry, standing
from taizhang.kernel.points.fold import fold

__all__ = ["Balance", "Book", "Entry", "Kind", "Part", "Rule", "fold", "standing"]
