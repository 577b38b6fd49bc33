"""Numbers about cases for everyone, signed in or not: never a word of anybody."""

from datetime import date

from django.http import HttpResponse

from taizhang.domain.cases.measures import summary
from taizhang.domain.cases.terms import TERMS
from taizhang.kernel.periods import add_years
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page


@page(public=True)
def case_summary(request: PageRequest) -> HttpResponse:
    """By month and kind: how many came, how many were answered in time, after how many days."""
    first = add_years(request.today.replace(day=1), -1)
    lines = summary(date(first.year, first.month, 1), request.today, request.today)
    return show(request, "cases/summary.html", {"lines": lines, "terms": TERMS, "lang": request.lang})
