"""What is typed of a form while it is designed: its shape only. A line left empty is no field."""

import re
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.burden.checking import ASKABLE, MOST
from taizhang.domain.burden.entry import FormEntry, QuestionEntry
from taizhang.domain.burden.known import KNOWN
from taizhang.domain.burden.models import CollectionForm, Question
from taizhang.domain.burden.models.form import Frequency
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Organization
from taizhang.web.kit.forms import DayField
from taizhang.web.records.forms import RowForm

EMPTY = 3  # lines offered beyond those filled
_COMMAS = re.compile(r"[,，、;；]")


class HeadingForm(forms.Form):
    """What a form says of itself."""

    title = forms.CharField(label=pgettext_lazy("form", "Title"), max_length=120)
    purpose = forms.CharField(label=pgettext_lazy("form", "What for"), max_length=300)
    document = forms.CharField(
        label=_("Ground: document"), max_length=200, help_text=_("Number and title; without a ground nothing is asked.")
    )
    clause = forms.CharField(label=_("Clause"), max_length=60)
    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency.choices)
    expires_on = DayField(label=_("Expires on"), help_text=_("At most a year ahead; then its fields disappear."))
    kinds = forms.MultipleChoiceField(
        label=_("Who is asked"),
        choices=[(kind.value, kind.label) for kind in ASKABLE],
        widget=forms.CheckboxSelectMultiple,
    )
    categories = forms.MultipleChoiceField(
        label=_("Of which categories"), choices=Category.choices, widget=forms.CheckboxSelectMultiple
    )


class QuestionForm(RowForm):
    """One field of the form that is designed."""

    kind = "question"
    label = forms.CharField(required=False, max_length=80)
    type = forms.ChoiceField(required=False, choices=Question.Type.choices)
    unit = forms.CharField(required=False, max_length=20)
    choices = forms.CharField(required=False, max_length=400)
    help = forms.CharField(required=False, max_length=200)
    source = forms.ChoiceField(required=False, choices=[("", ""), *((code, code) for code in KNOWN)])

    @property
    def filled(self) -> bool:
        """Whether it has a label: a type alone is no field."""
        return bool(self.typed("label"))

    @property
    def entry(self) -> QuestionEntry:
        """The field for the action."""
        clean = self.cleaned_data
        return QuestionEntry(
            label=clean["label"],
            type=clean.get("type") or Question.Type.NUMBER,
            unit=clean.get("unit") or "",
            help=clean.get("help") or "",
            choices=tuple(word.strip() for word in _COMMAS.split(clean.get("choices") or "") if word.strip()),
            source=clean.get("source") or "",
        )


class Builder:
    """The heading and the lines of a form, as they were typed."""

    def __init__(self, data: QueryDict, *, checked: bool) -> None:
        self.data, self.checked = data, checked
        self.heading = HeadingForm(data) if checked else HeadingForm(initial=_initial(data))
        self.lines = _lines(data)

    @classmethod
    def blank(cls, today: date) -> "Builder":
        """A form not begun: for branches of all categories, until the end of the year."""
        data = QueryDict(mutable=True)
        data.setlist("kinds", [Kind.BRANCH.value, Kind.JOINT_BRANCH.value])
        data.setlist("categories", list(Category.values))
        data["expires_on"] = date(today.year, 12, 31).isoformat()
        return cls(data, checked=False)

    @classmethod
    def of(cls, form: CollectionForm) -> "Builder":
        """A form designed before, in the words of the page."""
        data = QueryDict(mutable=True)
        for name in ("title", "purpose", "document", "clause", "frequency"):
            data[name] = getattr(form, name)
        data["expires_on"] = form.expires_on.isoformat()
        data.setlist("kinds", form.kinds)
        data.setlist("categories", form.categories)
        for number, question in enumerate(form.questions.all()):
            for name in ("label", "type", "unit", "help", "source"):
                data[f"question-{number}-{name}"] = getattr(question, name)
            data[f"question-{number}-choices"] = "，".join(question.choices)
        return cls(data, checked=False)

    @property
    def shaped(self) -> bool:
        """Whether everything typed can be read."""
        return self.heading.is_valid() and all(line.is_valid() for line in self.filled)

    @property
    def filled(self) -> list[QuestionForm]:
        """The lines with a label."""
        return [line for line in self.lines if line.filled]

    def entry(self, owner: Organization) -> FormEntry:
        """What was typed, for the action."""
        clean: dict[str, Any] = dict(self.heading.cleaned_data)
        clean |= {"kinds": tuple(clean["kinds"]), "categories": tuple(clean["categories"])}
        return FormEntry(organization=owner, questions=tuple(line.entry for line in self.filled), **clean)


def _initial(data: QueryDict) -> dict[str, Any]:
    many = {"kinds", "categories"}
    return {name: data.getlist(name) if name in many else data.get(name, "") for name in data}


def _lines(data: QueryDict) -> list[QuestionForm]:
    """The lines typed, and some empty ones after them; more were asked for by a button."""
    pattern = re.compile(r"question-(\d{1,3})-label")
    numbers = sorted({int(found[1]) for name in data if (found := pattern.fullmatch(name))})
    typed = [QuestionForm(data, prefix=f"question-{number}") for number in numbers]
    filled = [line for line in typed if line.filled][: MOST + 1]
    following = max([line.number for line in filled], default=-1) + 1
    return [*filled, *(QuestionForm(QueryDict(), prefix=f"question-{following + more}") for more in range(EMPTY))]
