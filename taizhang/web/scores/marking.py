"""Giving one mark: to whom, of what, for which period, so many of so many, and why."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Kind, Period
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.orgs.choosing import organization_meant
from taizhang.web.orgs.forms import OrganizationField
from taizhang.web.scores import acting, reading
from taizhang.web.scores.marks import MARK

MOST = 10_000
PASSED = ("organization", "measure", "period")


class MarkForm(forms.Form):
    """One mark with its reason."""

    organization = OrganizationField(
        label=gettext_lazy("Organisation"), help_text=gettext_lazy("Code, name or pinyin.")
    )
    measure = forms.ChoiceField(label=gettext_lazy("What is marked"))
    period = forms.ChoiceField(label=gettext_lazy("Period"))
    numerator = forms.IntegerField(label=pgettext_lazy("score", "Mark"), min_value=0, max_value=MOST)
    denominator = forms.IntegerField(label=pgettext_lazy("score", "Out of"), min_value=1, max_value=MOST)
    because = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What was seen, on which day; the organisation reads it beside the mark."),
    )

    def __init__(self, data: Any, measures: list[tuple[str, str]], **options: Any) -> None:
        periods = options.pop("periods")
        super().__init__(data, **options)
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]
        self.fields["period"].choices = [(str(each), written(each)) for each in periods]  # type: ignore[attr-defined]


@page(MARK, methods=("GET", "POST"))
def marking(request: PageRequest) -> HttpResponse:
    """The form of a mark; ?organization=, ?measure= and ?period= fill it in."""
    measures = reading.measures_marked(request.today, request.lang)
    first = {"denominator": 100, **{name: request.GET[name] for name in PASSED if request.GET.get(name)}}
    form = MarkForm(request.POST or None, measures, periods=markable(request), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            of = organization_meant(request, said["organization"], MARK)
            made = acting.give_marks([(of, said["numerator"])], said, request.by)[0]
        except Refused as refusal:
            refuse(form, refusal)
        else:
            undo = reverse("scores:mark_withdrawal", args=[made.pk])
            say(request, _("The mark is given; the organisation sees it with its reason."), undo=undo)
            return see_other(reverse("scores:mark", args=[made.pk]))
    context = {"form": form, "measures": measures}
    return show(request, "scores/marking.html", context, status=422 if form.errors else 200)


def markable(request: PageRequest) -> list[Period]:
    """The periods for which marks are given now: those that have begun, of each kind the latest first."""
    year = Period.of_year(request.today.year)
    found: list[Period] = []
    for kind in (Kind.QUARTER, Kind.MONTH, Kind.HALF):
        begun = [each for each in year.split(kind) if each.first <= request.today]
        found += [*reversed(begun), year.previous.split(kind)[-1]]
    return [*found, year, year.previous]
