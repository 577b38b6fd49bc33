"""Issuing the duties of a period, and what came of it."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.actions.issue import Issued, issue
from taizhang.domain.duties.measures import completion
from taizhang.domain.duties.packs import find_pack
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Kind, Period
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page

AHEAD = 12  # months that may be chosen beside the running one


class IssueForm(forms.Form):
    """For which month."""

    period = forms.ChoiceField(label=_("Month"))

    def __init__(self, data: object, months: list[Period]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["period"].choices = [(str(each), written(each)) for each in months]  # type: ignore[attr-defined]


@page(Permission.DUTIES_ISSUE, methods=("GET", "POST"))
def issuances(request: PageRequest) -> HttpResponse:
    """Choose a month and issue its duties; twice does no harm. The answer shows what is new and what was there."""
    months = _months(Period.containing(request.today, Kind.MONTH))
    form = IssueForm(request.POST or None, months)
    issued: Issued | None = None
    chosen = months[1]
    if request.method == "POST" and form.is_valid():
        chosen = Period.parse(form.cleaned_data["period"])
        try:
            issued = issue(period=chosen, on=request.today, by=request.by)
        except Refused as refusal:
            refuse(form, refusal, "period")
    form.fields["period"].initial = str(chosen)
    owed = completion("/", chosen, on=chosen.last, by="institution") if issued else {}
    context = {"form": form, "issued": issued, "period": chosen, "owed": owed, "rules": find_pack(chosen.first)}
    return show(request, "duties/issuances.html", {**context, "lang": request.lang}, status=422 if form.errors else 200)


def _months(this: Period) -> list[Period]:
    """The running month and those after it."""
    months = [this]
    while len(months) <= AHEAD:
        months.append(months[-1].next)
    return months
