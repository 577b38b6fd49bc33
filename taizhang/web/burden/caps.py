"""The caps: how many minutes a month may be asked of a level, on which document."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.burden.actions import set_cap
from taizhang.domain.burden.caps import caps as caps_of
from taizhang.domain.burden.models import Cap
from taizhang.domain.orgs.kinds import Level
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import DayField, refuse
from taizhang.web.kit.page import PageRequest, page


class CapForm(forms.Form):
    """Another cap, from a day on."""

    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    minutes = forms.IntegerField(label=_("Minutes a month"), min_value=1, max_value=600)
    document = forms.CharField(label=_("Document"), max_length=200, help_text=_("Number and title."))
    starts_on = DayField(label=pgettext_lazy("cap", "From"))


@page(Permission.BURDEN_VIEW, methods=("GET", "POST"))
def caps(request: PageRequest) -> HttpResponse:
    """The caps in force and those before them; the district office sets another."""
    may_set = policy.scope(request.account, Permission.POLICIES_SET, on=request.today).everything
    form = CapForm(request.POST or None, initial={"starts_on": request.today})
    if request.method == "POST" and not may_set:
        raise Refused(
            mark("The caps hold for the whole district; only the district office sets them."),
            mark("Ask the district office."),
            code="burden.cap-not-allowed",
        )
    if request.method == "POST" and form.is_valid():
        try:
            set_cap(by=request.by, **{**form.cleaned_data, "level": Level(form.cleaned_data["level"])})
        except Refused as refusal:
            refuse(form, refusal)
        else:
            say(request, gettext("The cap is recorded."))
            return see_other("/burden/caps/")
    context = {"caps": caps_of(request.on), "history": list(Cap.objects.all()[:50]), "form": form, "may_set": may_set}
    return show(request, "burden/caps.html", context, status=422 if form.errors else 200)
