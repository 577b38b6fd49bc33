"""Forms check the shape of what was typed; rules stay in actions and come back as Refused."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from taizhang.kernel.errors import Refused


class DayInput(forms.DateInput):
    """A day, in the browser's own picker; written as 2018-05-31 whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day."""

    widget = DayInput


def refuse(form: forms.BaseForm, refusal: Refused, field: str | None = None) -> None:
    """Show a refusal at the top of a form, or at one of its fields; what was typed stays."""
    form.add_error(field, refusal.sentence(gettext))
