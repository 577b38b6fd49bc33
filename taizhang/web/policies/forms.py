"""What is typed of a recorded basis: shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.domain.policies.actions import WarrantEntry
from taizhang.web.kit.forms import DayField


class WarrantForm(forms.Form):
    """The document on which a switch is to be on, from a day to a day, and why."""

    number = forms.CharField(label=_("Document number"), max_length=80, help_text=_("As printed at its head."))
    title = forms.CharField(label=_("Title of the document"), max_length=200)
    issuer = forms.CharField(label=_("Issuing body"), max_length=120)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), help_text=_("At most a year; then it is considered anew."))
    because = forms.CharField(label=_("Reason"), max_length=200, help_text=_("Everyone can read it."))

    @property
    def entry(self) -> WarrantEntry:
        """What was typed, for the action."""
        return WarrantEntry(**self.cleaned_data)
