"""What is typed of a key: shape only, the rules are in the action."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access import policy
from taizhang.domain.access.models import Account
from taizhang.web.access.words import PERMISSIONS
from taizhang.web.kit.forms import DayField

USUAL = timedelta(days=90)


class KeyForm(forms.Form):
    """A key to be made."""

    name = forms.CharField(label=_("Name of the key"), help_text=_("The program that will use it."), max_length=60)
    permissions = forms.MultipleChoiceField(
        label=_("What it may do"),
        help_text=_("Never more than your posts include at that moment."),
        widget=forms.CheckboxSelectMultiple,
    )
    organization = forms.CharField(
        label=_("Only for one organisation and those below it, by code"), max_length=32, required=False
    )
    expires_on = DayField(label=_("Last day"), help_text=_("At most a year from today."))

    def __init__(self, data: Any, account: Account, today: date) -> None:
        from taizhang.web.api.interface import offered  # its library takes a while to load

        super().__init__(data, initial={"expires_on": today + USUAL})
        held = [one for one in offered() if policy.may(account, one, on=today)]
        self.fields["permissions"].choices = [(one.value, PERMISSIONS[one]) for one in held]  # type: ignore[attr-defined]
