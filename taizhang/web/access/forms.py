"""What administrators type: shape only, the rules are in the actions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.web.access.words import reach_choices, role_choices
from taizhang.web.kit.forms import DayField


class AccountForm(forms.Form):
    """An account to open, and whose it is."""

    name = forms.CharField(label=_("Name of the person"), max_length=60)
    digits = forms.CharField(
        label=_("Last four digits of the identity number"),
        help_text=_("Tells namesakes apart; all 18 are accepted too. They are not shown or kept here."),
        max_length=18,
        required=False,
    )
    new_person = forms.BooleanField(label=_("Not in the register: enter the name"), required=False)
    username = forms.CharField(label=_("Name to sign in with"), max_length=60)


class GrantForm(forms.Form):
    """A role to give, to whom, over what, how far and from when."""

    username = forms.CharField(label=_("Name the person signs in with"), max_length=60)
    role = forms.ChoiceField(label=_("Role"), choices=role_choices, widget=forms.RadioSelect)
    organization = forms.CharField(label=_("Organisation, by code or full name"), max_length=200)
    reach = forms.ChoiceField(label=_("Reach"), choices=reach_choices, widget=forms.RadioSelect)
    starts_on = DayField(label=_("Holds from"))
