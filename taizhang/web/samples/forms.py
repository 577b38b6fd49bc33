"""What a peer answers, and which month is drawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.domain.cases.actions.reading import LONGEST_REMARK

YES_NO = [("1", _("Yes")), ("0", _("No"))]
QUESTIONS = {
    "clear": _("Can one see what was dealt with?"),
    "concrete": _("Is what was decided concrete enough to be done?"),
    "genuine": _("Is it this gathering's own record, not a text that fits any?"),
}


class YesNo(forms.TypedChoiceField):
    """Yes or no; nothing is chosen beforehand."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label, choices=YES_NO, coerce=lambda said: said == "1", widget=forms.RadioSelect, empty_value=None
        )


class ReadingForm(forms.Form):
    """Three answers and a remark."""

    clear = YesNo(QUESTIONS["clear"])
    concrete = YesNo(QUESTIONS["concrete"])
    genuine = YesNo(QUESTIONS["genuine"])
    remark = forms.CharField(
        label=_("A word to the branch"), max_length=LONGEST_REMARK, required=False, widget=forms.Textarea({"rows": 2})
    )
