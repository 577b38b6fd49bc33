"""A page of points: a balance, its parts with their caps, what waits, and the entries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from taizhang.domain.duties.packs import find_pack
from taizhang.domain.points import balances
from taizhang.domain.points.award import Award
from taizhang.domain.points.books import Holder
from taizhang.domain.points.models import EntryQuerySet
from taizhang.kernel.points import Balance, Book
from taizhang.web.duties import words as duties
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest
from taizhang.web.points import words
from taizhang.web.points.ledger import Entries, months, table, titled

EMPTY = Book(())  # before the first pack


@dataclass(frozen=True, slots=True)
class Account:
    """Whose points of which year: how they are counted, and what would come to them."""

    name: str
    holder: Holder
    year: int
    entries: EntryQuerySet
    balance: Callable[[], Balance]
    awards: Callable[[], Sequence[Award]]


def as_of(request: PageRequest) -> date | None:
    """The past day whose balances are asked for; None for those of now."""
    return request.on if request.on != request.today else None


def answered(
    request: PageRequest,
    account: Account,
    chosen: Entries,
    names: Mapping[str, list[tuple[str, str]]],
    more: Mapping[str, Any],
) -> HttpResponseBase:
    """The page of an account, or its entries as a workbook; in a year without a pack it says so."""
    rules = find_pack(request.on)
    if rules is None:
        balance, waits = Balance(EMPTY, ()), Balance(EMPTY, ())
    else:
        balance = account.balance()
        awards = account.awards() if request.on == request.today else ()  # what waited then is not known any more
        waits = balances.with_pending(balance, awards, account.year)
    institutions = duties.institutions(rules, request.lang)
    listing = Listing(
        _("Points") + " " + account.name, table(balance.book, dict(institutions), request.lang), "points/points.html"
    )
    known = [(part.rule, part.item.name(request.lang)) for part in balance.parts]
    options = {**names, "institution": institutions, "period": months(account.year), "rule": known}
    context = {"holding": account, "balance": balance, "waits": waits, "rules": rules, "lang": request.lang}
    context |= {"words": words, "chosen": chosen, **more}
    return answer(request, listing, chosen, titled(account.entries), options=options, context=context)
