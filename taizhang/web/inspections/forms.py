"""What is typed for a plan of visits, and for a visit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.inspections.actions.texts import LONGEST
from taizhang.domain.orgs.fields import LONGEST_REASON
from taizhang.web.kit.forms import DayField
from taizhang.web.orgs.forms import OrganizationField


class PlanForm(forms.Form):
    """The one item of an office in a year."""

    office = OrganizationField(label=pgettext_lazy("visit", "Office"), help_text=_("Code, name or pinyin."))
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    subject = forms.CharField(
        label=_("What is inspected"),
        max_length=LONGEST["subject"],
        help_text=_("Everything of the year, merged into one item."),
    )
    basis = forms.CharField(
        label=pgettext_lazy("visit", "Ground"),
        max_length=LONGEST["basis"],
        help_text=_("The document or approval on which it rests."),
    )

    def __init__(self, data: Any, office: str, year: int) -> None:
        super().__init__(data, initial={"office": office, "year": year})
        self.fields["year"].choices = [(each, str(each)) for each in (year, year + 1)]  # type: ignore[attr-defined]


class WideningForm(forms.Form):
    """What the plan says with the further subject, and why."""

    subject = forms.CharField(label=_("What is inspected"), max_length=LONGEST["subject"])
    basis = forms.CharField(label=pgettext_lazy("visit", "Ground"), max_length=LONGEST["basis"])
    because = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON)


class VisitForm(forms.Form):
    """Whom to visit, when, who comes and what for."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    organization = OrganizationField(label=_("Whom to visit"), help_text=_("Code, name or pinyin."))
    visits_on = DayField(label=_("Day"))
    visitors = forms.CharField(
        label=_("Who comes"), max_length=LONGEST["visitors"], help_text=_("The fewer the better: names or how many.")
    )
    purpose = forms.CharField(label=_("What for"), max_length=LONGEST["purpose"])
