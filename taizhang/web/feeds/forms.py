"""What is asked when a calendar is made."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.domain.feeds.actions.feeds import LONGEST_NAME
from taizhang.kernel.ids import uuid7


class FeedForm(forms.Form):
    """What it shows, and for which device it is."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    organization = forms.ChoiceField(label=_("What it shows"), required=False)
    name = forms.CharField(
        label=_("For which device"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("In your own words, to tell it from others: my phone, the office computer."),
    )

    def __init__(self, data: object, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        super().__init__(data, initial={"id": uuid7(), "organization": chosen})  # type: ignore[arg-type]
        self.fields["organization"].choices = choices  # type: ignore[attr-defined]
