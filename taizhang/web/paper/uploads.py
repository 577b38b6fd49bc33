"""Sent sheets: what they would bring, entering them, giving them up, and the sheets to correct."""

import tempfile
from datetime import date
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.domain.access import policy
from taizhang.domain.access.policy import Scope
from taizhang.domain.access.roles import Permission
from taizhang.domain.burden.cost import AN_INPUT
from taizhang.domain.burden.effort import RECORDS, Work, spent_many
from taizhang.domain.records.actions.paper import enter, give_up, keep_scan
from taizhang.domain.records.models import Activity, PaperUpload, UploadState
from taizhang.domain.records.paper.sheets import corrections as to_correct
from taizhang.domain.records.paper.writing import write
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.exports import MEDIA
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page

ENTER = Permission.PAPER_ENTER


@page(ENTER)
def upload(request: PageRequest, key: UUID) -> HttpResponse:
    """What sent sheets would bring, or what became of them."""
    return show(request, "paper/upload.html", _shown(_find(request, key)))


@page(ENTER, methods=("POST",))
def entering(request: PageRequest, key: UUID) -> HttpResponse:
    """Enter every sheet, with the scans sent beside them."""
    sent, where = _find(request, key), _reach(request)
    again = sent.state == UploadState.ENTERED
    for name, files in request.FILES.lists():
        for file in files:
            keep_scan(upload=sent, key=_sheet_key(name), file=file, where=where, by=request.by)
    done = enter(upload=sent, where=where, by=request.by)
    if not again:
        _measure(done, request)
    count = len(done.records)
    said = ngettext("%(n)s record was handed in for review.", "%(n)s records were handed in for review.", count)
    say(request, _("Nothing was recorded twice.") if again else said % {"n": count})
    return see_other(reverse("paper:upload", args=[key]))


@page(ENTER, methods=("POST",))
def removal(request: PageRequest, key: UUID) -> HttpResponse:
    """Give sent sheets up; nothing was recorded of them."""
    give_up(upload=_find(request, key), by=request.by)
    say(request, _("The sheets are given up; nothing was recorded. Send the workbook again if you need it."))
    return see_other(reverse("paper:paper"))


@page(ENTER)
def corrections(request: PageRequest, key: UUID) -> FileResponse:
    """The sheets as they were filled, with what is wrong beside each row."""
    leaves = to_correct(_find(request, key), _reach(request), request.by)
    if not leaves:
        raise Refused(
            mark("There is no sheet left to correct."),
            mark("Send the workbook again."),
            code="paper.nothing-to-correct",
        )
    file = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it once it is sent
    write(file, leaves)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{_('Sheets to correct')}.xlsx", content_type=MEDIA)


def _shown(sent: PaperUpload) -> dict[str, Any]:
    sheets = [{**sheet, "held": _day(sheet)} for sheet in sent.seen]
    fresh = [sheet for sheet in sheets if sheet["becomes"] in ("new", "revised")]
    return {
        "upload": sent,
        "sheets": sheets,
        "fresh": fresh,
        "wrong": [sheet for sheet in sheets if sheet["becomes"] == "wrong"],
        "waiting": sent.state == UploadState.PREVIEWED,
        "entered": sent.state == UploadState.ENTERED,
        "records": {str(record.pk): record for record in Activity.objects.filter(pk__in=sent.records)},
    }


def _day(sheet: dict[str, Any]) -> date | None:
    """When the gathering of a sheet was held, where that could be read."""
    return date.fromisoformat(sheet["held_on"]) if "held_on" in sheet else None


def _measure(done: PaperUpload, request: PageRequest) -> None:
    """The work of typing goes to the branch's month, as any record's does."""
    typed = {sheet["key"]: sheet for sheet in done.seen}
    made = Activity.objects.filter(pk__in=done.records).values_list("pk", "organization_id", "present")
    spent_many(
        Work(organization, RECORDS, inputs, inputs * AN_INPUT, request.today, present)
        for key, organization, present in made
        for inputs in [int(typed[str(key)]["typed"])]
    )


def _find(request: PageRequest, key: UUID) -> PaperUpload:
    """Sheets that this person sent; nobody else sees what stands in them."""
    sent: PaperUpload | None = PaperUpload.objects.filter(pk=key, offered_by_id=request.account.person_id).first()
    if sent is None:
        raise Refused(
            mark("There are no such sheets that you sent."),
            mark("Look for them in the list of what you sent, or send the workbook yourself."),
            code="paper.unknown",
        )
    return sent


def _reach(request: PageRequest) -> Scope:
    return policy.scope(request.account, ENTER, on=request.today)


def _sheet_key(name: str) -> UUID:
    """For which sheet a scan was sent."""
    try:
        return UUID(name.removeprefix("scan-"))
    except ValueError:
        raise Refused(
            mark("A file was sent that belongs to no sheet."), mark("Open the page anew."), code="paper.scan"
        ) from None
