"""Raising, withdrawing and answering an objection."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.domain.access.roles import Permission
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.scores import acting, reading
from taizhang.web.scores.beside import address_of
from taizhang.web.scores.finding import find_assessment, find_objection

OBJECT, ANSWER = Permission.SCORES_OBJECT, Permission.SCORES_ANSWER


class ObjectionForm(forms.Form):
    """To which part of the score, and what speaks against it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    node = forms.ChoiceField(label=gettext_lazy("Part of the score"), required=False)
    text = forms.CharField(
        label=pgettext_lazy("objection", "What is not right"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Name the record, the duty or the day; whoever answers looks there first."),
    )

    def __init__(self, data: Any, parts: list[tuple[str, str]], node: str) -> None:
        super().__init__(data, initial={"node": node, "id": uuid7()})
        whole = ("", _("the whole score"))
        self.fields["node"].choices = [whole, *parts]  # type: ignore[attr-defined]


@page(OBJECT, methods=("GET", "POST"))
def objecting(request: PageRequest, key: UUID) -> HttpResponse:
    """The form of an objection of ?organization= to a preview, at ?node= if a part is meant."""
    assessment = find_assessment(request, key)
    place = find_organization(request, request.GET.get("organization", ""), OBJECT)
    parts = reading.part_names(assessment.scheme, place.category, request.lang)
    form = ObjectionForm(request.POST or None, parts, request.GET.get("node", ""))
    back = address_of(place.organization.code, assessment.period, assessment.scheme)
    if request.method == "POST" and form.is_valid():
        try:
            made = acting.raise_objection(assessment, place.organization, form.cleaned_data, request.by)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            say(request, _("The objection is raised; whoever answers it gave none of these marks."),
                undo=reverse("scores:withdrawal", args=[made.pk]))  # fmt: skip
            return see_other(reverse("scores:objection", args=[made.pk]))
    result = reading.result_of(assessment, place.organization_id)
    context = {"form": form, "assessment": assessment, "place": place, "result": result, "back": back}
    return show(request, "scores/objecting.html", context, status=422 if form.errors else 200)


@page(OBJECT, methods=("POST",))
def withdrawal(request: PageRequest, key: UUID) -> HttpResponse:
    """Take an objection back before it is answered."""
    acting.withdraw_objection(find_objection(request, key, OBJECT), request.by)
    say(request, _("The objection is withdrawn."))
    return see_other(reverse("scores:objection", args=[key]))


@page(ANSWER, methods=("POST",))
def answering(request: PageRequest, key: UUID) -> HttpResponse:
    """Answer an objection: whether it is right, and why."""
    upheld, words = request.POST.get("upheld", "") == "1", request.POST.get("answer", "")
    acting.answer_objection(find_objection(request, key, ANSWER), upheld, words, request.by)
    say(request, _("The objection is answered; the organisation reads it."))
    return see_other(reverse("scores:objection", args=[key]))
