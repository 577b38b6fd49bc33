"""Changing working days: typed, pasted or from a sheet; shown before with the duties that would move, then done."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.domain.duties.actions.redate import set_workdays, span_of, undo_workdays
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.duties.redating import Shift
from taizhang.domain.orgs.actions.workdays import LONGEST_SOURCE, DayEntry
from taizhang.domain.orgs.fields import LONGEST_REASON
from taizhang.domain.orgs.imports.holidays import Read, from_sheet, from_text
from taizhang.domain.orgs.models import CalendarChange
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.calendar.workdays import SET, moved_words
from taizhang.web.duties import words
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.refusals import sentence

LONGEST = 20_000  # characters of lines
MOST_PROBLEMS = 20


class ChangeForm(forms.Form):
    """The days as lines or as a sheet, why, and by which notice."""

    lines = forms.CharField(
        label=pgettext_lazy("calendar", "Days"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text=_("One day or one stretch of days a line: day, 休 or 上班, name. 按周 takes a day out again."),
    )
    file = forms.FileField(
        label=_("Or an .xlsx sheet"),
        required=False,
        help_text=_("Three columns: day, 休 or 上班, name. Its lines are shown above before anything is changed."),
    )
    source = forms.CharField(
        label=_("Source"), max_length=LONGEST_SOURCE, help_text=_("The notice, such as 国办发明电〔2017〕12号.")
    )
    because = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON)


@dataclass(frozen=True, slots=True)
class Foretold:
    """What a change would come to: how days stand before and after, and which duties would be due on other days."""

    days: Sequence[dict[str, Any]]
    moves: Sequence[tuple[str, date, date, int]]
    plain: int


@page(SET, methods=("GET", "POST"))
def changing(request: PageRequest) -> HttpResponse:
    """The form; a preview of what would move; the change itself."""
    data = request.POST.copy() if request.method == "POST" else None
    form = ChangeForm(data, request.FILES or None, initial={"lines": request.GET.get("lines", "")})
    foretold: Foretold | None = None
    if request.method == "POST" and form.is_valid():
        try:
            read = _read(form)
            if "preview" in request.POST or form.cleaned_data["file"]:
                foretold = _foretold(request, form, read)
            else:
                return _changed(request, form, read.entries)
        except Refused as refusal:
            refuse(form, refusal)
    return show(
        request,
        "calendar/changing.html",
        {"form": form, "foretold": foretold},
        status=422 if form.errors else 200,
    )


@page(SET, methods=("POST",))
def undoing(request: PageRequest, key: UUID) -> HttpResponse:
    """Let the days stand as before a change."""
    change = CalendarChange.objects.filter(pk=key).first()
    if change is None:
        raise Refused(
            mark("There is no such change of the calendar."),
            mark("Look for it in the list of changes."),
            code="workdays.change.unknown",
        )
    undone, moves = undo_workdays(change=change, by=request.by)
    say(request, f"{gettext('The days stand as before.')} {moved_words(len(moves))}".strip(), undo=_undo(undone))
    return _to_year(undone)


def _read(form: ChangeForm) -> Read:
    """The days of the lines, or of the sheet, whose lines then stand in the form; refused with what is wrong where."""
    if form.cleaned_data["file"]:
        form.data["lines"] = form.cleaned_data["lines"] = _sheet(form.cleaned_data["file"])  # type: ignore[index]
    read = from_text(form.cleaned_data["lines"])
    for number, problem in read.problems[:MOST_PROBLEMS]:
        form.add_error("lines", gettext("Line %(n)s: %(said)s") % {"n": number, "said": sentence(problem)})
    if read.problems:
        raise Refused(
            mark("{count} of the lines cannot be read."),
            mark("Correct them, or take them out."),
            code="workdays.lines",
            count=len(read.problems),
        )
    return read


def _sheet(file: Any) -> str:
    """The lines of a sheet that was sent."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        return from_sheet(path)[:LONGEST]


def _foretold(request: PageRequest, form: ChangeForm, read: Read) -> Foretold:
    """What would change: it is done and taken back, so that whatever would refuse it speaks now."""
    said = form.cleaned_data
    with transaction.atomic():
        change, moves = set_workdays(
            entries=read.entries, because=said["because"], source=said["source"], by=request.by
        )
        transaction.set_rollback(True)
    return Foretold([_drawn(each) for each in change.days], _counted(request, moves), read.plain)


def _changed(request: PageRequest, form: ChangeForm, entries: Sequence[DayEntry]) -> HttpResponse:
    said = form.cleaned_data
    change, moves = set_workdays(entries=entries, because=said["because"], source=said["source"], by=request.by)
    count = len(change.days)
    done = ngettext("%(n)s day is changed.", "%(n)s days are changed.", count) % {"n": count}
    say(request, f"{done} {moved_words(len(moves))}".strip(), undo=_undo(change))
    return _to_year(change)


def _counted(request: PageRequest, moves: Iterable[Shift]) -> list[tuple[str, date, date, int]]:
    """Institution, old and new day, and how many duties."""
    counts = Counter((each.duty.institution, each.duty.due_on, each.to.due_on) for each in moves)
    names = dict(words.institutions(find_pack(request.today), request.lang))
    return [(names.get(code, code), old, new, n) for (code, old, new), n in sorted(counts.items())]


def _drawn(each: dict[str, Any]) -> dict[str, Any]:
    return {**each, "day": date.fromisoformat(each["day"])}


def _undo(change: CalendarChange) -> str:
    return reverse("calendar:undoing", args=[change.pk])


def _to_year(change: CalendarChange) -> HttpResponse:
    return see_other(reverse("calendar:workdays") + f"?year={span_of(change).first.year}")
