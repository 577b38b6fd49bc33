"""The steps of an assessment: closed, previewed a second time, published, locked; each a form that posts."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Assessment
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Kind, Period
from taizhang.web.duties.finding import meant
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.scores import acting, reading
from taizhang.web.scores.finding import own_assessment

CLOSE = Permission.SCORES_CLOSE


class ClosingForm(forms.Form):
    """Which period."""

    period = forms.ChoiceField(label=gettext_lazy("Period"))

    def __init__(self, data: object, periods: list[Period]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["period"].choices = [(str(each), written(each)) for each in periods]  # type: ignore[attr-defined]


@page(CLOSE, methods=("GET", "POST"))
def closing(request: PageRequest) -> HttpResponse:
    """Choose a period that is over; everything below the office is computed and shown to whom it judges."""
    place, periods = meant(request, CLOSE), closable(request)
    form = ClosingForm(request.POST or None, periods)
    if request.method == "POST" and form.is_valid():
        try:
            made = acting.close(place.organization, Period.parse(form.cleaned_data["period"]), request.by)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            say(request, _("The period is computed; everybody who is judged sees the preview and may object."))
            return see_other(reverse("scores:assessment", args=[made.pk]))
    context = {"form": form, "place": place, "periods": periods}
    return show(request, "scores/closing.html", context, status=422 if form.errors else 200)


@page(CLOSE, methods=("POST",))
def second_preview(request: PageRequest, key: UUID) -> HttpResponse:
    """Compute it once more after the answers; what changed is listed."""
    return _stepped(
        request, key, acting.second_preview, _("The second preview is computed; what changed stands below.")
    )


@page(CLOSE, methods=("POST",))
def publication(request: PageRequest, key: UUID) -> HttpResponse:
    """Publish the results."""
    return _stepped(request, key, acting.publish, _("The results are published."))


@page(CLOSE, methods=("POST",))
def locking(request: PageRequest, key: UUID) -> HttpResponse:
    """Lock the results: scheme, facts and tree of the day stay as they are."""
    return _stepped(request, key, acting.lock, _("The results are locked."))


def closable(request: PageRequest) -> list[Period]:
    """The periods that are over and have a scheme: of this year and the one before, the latest first."""
    years = [Period.of_year(request.today.year), Period.of_year(request.today.year - 1)]
    found = [each for year in years for kind in (Kind.YEAR, Kind.QUARTER, Kind.MONTH) for each in year.split(kind)]
    over = [each for each in found if each.last < request.today and reading.has_scheme(each)]
    return sorted(over, key=lambda each: (each.last, each.span.days), reverse=True)


def _stepped(request: PageRequest, key: UUID, step: Callable[..., Assessment], words: str) -> HttpResponse:
    step(assessment=own_assessment(request, key, CLOSE), by=request.by)
    say(request, words)
    return see_other(reverse("scores:assessment", args=[key]))
