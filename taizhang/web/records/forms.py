"""What was typed of a gathering: its shape only, the rules speak in the actions. Nothing typed is ever lost."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from taizhang.domain.records.entry import BallotEntry, DecisionEntry
from taizhang.web.kit.forms import DayField

MOST_ROWS = 60  # of decisions, or of votes


class FactsForm(forms.Form):
    """When, where, who led it and what it was about."""

    title = forms.CharField(label=_("Title"), required=False)
    held_on = DayField(
        label=_("Day"),
        error_messages={"required": _("Say on which day it was."), "invalid": _("Write the day as 2018-05-16.")},
    )
    starts_at = forms.TimeField(
        label=_("Began"), required=False, error_messages={"invalid": _("Write the time as 19:30.")}
    )
    ends_at = forms.TimeField(
        label=_("Ended"), required=False, error_messages={"invalid": _("Write the time as 19:30.")}
    )
    place = forms.CharField(label=_("Place"), required=False)
    chair = forms.UUIDField(label=_("Chair"), required=False)
    lecturer = forms.CharField(label=_("Lecturer"), required=False)
    topics = forms.CharField(label=_("Topics"), required=False)
    minutes = forms.CharField(label=_("Minutes"), required=False, strip=False)
    guest_names = forms.CharField(label=_("Guests"), required=False)


class RowForm(forms.Form):
    """One line of a list that grows; a line left empty is no line."""

    kind: ClassVar[str]

    @property
    def filled(self) -> bool:
        """Whether anything was typed in it."""
        return any(self.typed(name) for name in self.fields)

    @property
    def number(self) -> int:
        """Its place among the lines, as the names of its inputs carry it."""
        return int(str(self.prefix).rpartition("-")[2])

    def typed(self, name: str) -> str:
        """A field as it was typed."""
        value = self.data.get(self.add_prefix(name), "")
        return str(value).strip()

    def wrong(self, name: str) -> list[str]:
        """What is wrong with a field of a line in which something was typed."""
        return [str(text) for text in self.errors.get(name, [])] if self.filled else []


class DecisionForm(RowForm):
    """A decision: what, who sees to it, until when."""

    kind = "decision"
    text = forms.CharField(required=False)
    owner = forms.UUIDField(required=False)
    due_on = DayField(required=False, error_messages={"invalid": _("Write the day as 2018-05-16.")})

    @property
    def entry(self) -> DecisionEntry:
        """The decision for the actions."""
        clean = self.cleaned_data
        return DecisionEntry(text=clean.get("text") or "", owner_id=clean.get("owner"), due_on=clean.get("due_on"))


class BallotForm(RowForm):
    """A vote as it was counted."""

    kind = "ballot"
    question = forms.CharField(required=False)
    yes = forms.IntegerField(required=False, min_value=0)
    no = forms.IntegerField(required=False, min_value=0)
    abstain = forms.IntegerField(required=False, min_value=0)
    secret = forms.BooleanField(required=False)

    @property
    def entry(self) -> BallotEntry:
        """The vote for the actions."""
        clean = self.cleaned_data
        return BallotEntry(
            question=clean.get("question") or "",
            yes=clean.get("yes") or 0,
            no=clean.get("no") or 0,
            abstain=clean.get("abstain") or 0,
            secret=bool(clean.get("secret")),
        )


def identifiers(texts: Sequence[Any]) -> Iterator[UUID]:
    """Those of some texts that are identifiers."""
    for text in texts:
        try:
            yield UUID(str(text))
        except ValueError:
            continue


def lines(text: str | None) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def rows(form: type[RowForm], data: QueryDict) -> list[Any]:
    """The lines that were typed, and one empty line after them."""
    pattern = re.compile(rf"{form.kind}-(\d{{1,3}})-")
    numbers = sorted({int(found[1]) for name in data if (found := pattern.match(name))})
    typed = [form(data, prefix=f"{form.kind}-{number}") for number in numbers]
    filled = [row for row in typed if row.filled][:MOST_ROWS]
    following = max([row.number for row in filled], default=-1) + 1
    return [*filled, form(data=QueryDict(), prefix=f"{form.kind}-{following}")]
