"""What is exported and why, and the file that is compared."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExportForm(forms.Form):
    """A part of the tree and the reason, which everybody concerned will read."""

    organization = forms.CharField(
        label=_("Code of the organisation"), max_length=32, help_text=_("It and everything below it.")
    )
    because = forms.CharField(label=_("Reason"), max_length=200)


class CompareForm(forms.Form):
    """A file with the headings of the national record."""

    file = forms.FileField(label=_("Export of the national record (.xlsx)"), allow_empty_file=True, max_length=400)
