"""The form by which a file is offered."""

from django import forms
from django.utils.translation import gettext_lazy as _

KINDS = (("people", _("Roster of members (.xlsx)")), ("divisions", _("Streets and communities (.csv)")))


class OfferForm(forms.Form):
    """A file and what it is; whether it is that, its content says."""

    kind = forms.ChoiceField(label=_("What the file holds"), choices=KINDS, widget=forms.RadioSelect, initial="people")
    file = forms.FileField(label=_("File"), allow_empty_file=True, max_length=400)
