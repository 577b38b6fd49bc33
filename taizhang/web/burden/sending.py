"""Before a form is sent its cost is shown: how many organisations, how many minutes, who would be over the cap."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from taizhang.domain.burden.actions import send
from taizhang.domain.burden.cost import cost
from taizhang.kernel.errors import Refused
from taizhang.web.burden import words
from taizhang.web.burden.finding import ISSUE, find_own_form
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import DayField, refuse
from taizhang.web.kit.page import PageRequest, page

SHOWN = 20  # organisations over the cap


class SendingForm(forms.Form):
    """Until when, and perhaps on which document over the cap."""

    due_on = DayField(label=_("To be filled until"))
    basis = forms.CharField(
        label=_("Document on which it is sent over the cap"),
        max_length=300,
        required=False,
        help_text=_("Only the district office, and only where it must be."),
    )


@page(ISSUE, methods=("GET", "POST"))
def sending(request: PageRequest, key: UUID) -> HttpResponse:
    """What it would cost, and the button that sends it."""
    found = find_own_form(request, key)
    typed = SendingForm(request.POST or None)
    if request.method == "POST" and typed.is_valid():
        try:
            sent = send(form=found, by=request.by, **typed.cleaned_data)
        except Refused as refusal:
            refuse(typed, refusal)
        else:
            told = ngettext("Sent to %(count)s organisation.", "Sent to %(count)s organisations.", sent.organizations)
            say(request, told % {"count": sent.organizations} + gettext(" They read it in their digest of the week."))
            return see_other(f"/forms/{key}/")
    reckoned = cost(found, request.today)
    context = {"form": found, "cost": reckoned, "typed": typed, "words": words, "over": reckoned.over[:SHOWN]}
    context["period"] = found.period(request.today)
    return show(request, "forms/sending.html", context, status=422 if typed.errors else 200)
