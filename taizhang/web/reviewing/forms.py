"""What is typed for a review meeting, its panel and its reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.assessments.actions.panel import LONGEST_WHO, MOST_SEATS
from taizhang.domain.assessments.actions.reporting import LONGEST_REPORT
from taizhang.kernel.ids import uuid7
from taizhang.web.kit.forms import DayField
from taizhang.web.orgs.forms import OrganizationField


class MeetingForm(forms.Form):
    """The meeting of an office on a year."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    office = OrganizationField(label=pgettext_lazy("review meeting", "Office"), help_text=_("Code, name or pinyin."))
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    held_on = DayField(label=pgettext_lazy("review meeting", "Day of the meeting"))
    below = forms.BooleanField(
        label=_("All right below the office report"),
        required=False,
        help_text=_("Who is to report can be changed until the voting."),
    )

    def __init__(self, data: Any, office: str, year: int) -> None:
        super().__init__(data, initial={"id": uuid7(), "office": office, "year": year, "below": True})
        self.fields["year"].choices = [(each, str(each)) for each in (year, year - 1)]  # type: ignore[attr-defined]


class SeatsForm(forms.Form):
    """Some seats alike."""

    who = forms.CharField(
        label=_("For whom the seat is"), max_length=LONGEST_WHO, help_text=_("A post or a group; no name.")
    )
    organization = OrganizationField(
        label=_("Of which organisation"),
        required=False,
        help_text=_("On it, and on what stands above it here, the seat has no vote."),
    )
    count = forms.IntegerField(label=_("How many seats"), min_value=1, max_value=MOST_SEATS, initial=1)


class AddingForm(forms.Form):
    """Who reports too."""

    reporting = OrganizationField(label=_("Who reports too"), help_text=_("Code, name or pinyin."))


class ReportForm(forms.Form):
    """The words of a self-report."""

    text = forms.CharField(
        label=_("Self-report"),
        max_length=LONGEST_REPORT,
        widget=forms.Textarea,
        help_text=_("Begin with what the ledger says and add what it cannot know: problems, reasons, what comes next."),
    )
