"""Asking for a correction of one's own data (PIPL art. 46): a case to the office that keeps the register."""

from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.domain.cases.actions import CaseEntry, file_case
from taizhang.domain.cases.items import ITEMS
from taizhang.domain.cases.terms import CaseKind
from taizhang.domain.cases.wording import LONGEST_TEXT
from taizhang.kernel.errors import Refused
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page

LONGEST_VALUE = 200


class CorrectionForm(forms.Form):
    """Which item is wrong, what is right, and how one knows."""

    item = forms.ChoiceField(label=gettext_lazy("Item"), choices=list(ITEMS.items()))
    value = forms.CharField(label=gettext_lazy("What is right"), max_length=LONGEST_VALUE)
    text = forms.CharField(
        label=gettext_lazy("How one can see that"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("For example: as on the identity card. No document need be sent."),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


@page(signed_in=True, methods=("GET", "POST"))
def correction(request: PageRequest) -> HttpResponse:
    """Name the item and the right value; the answer comes with a last day, like that to any case."""
    form = CorrectionForm(request.POST or None, initial={"item": request.GET.get("item", "")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            return _filed(request, said["item"], said["value"], said["text"], said["token"])
        except Refused as refusal:
            refuse(form, refusal)
    return show(request, "me/correction.html", {"form": form}, status=422 if form.errors else 200)


def _filed(request: PageRequest, item: str, value: str, text: str, key: UUID) -> HttpResponse:
    subject = _("Correction: %(item)s") % {"item": ITEMS[item]}
    entry = CaseEntry(CaseKind.CORRECTION, subject, text, item=item, value=value, id=key)
    case = file_case(entry=entry, by=request.by)
    say(request, _("Your request %(number)s is with the office that keeps the register.") % {"number": case.number})
    return HttpResponseRedirect(reverse("my_case", args=[case.pk]))
