"""Choosing sheets, printing them, downloading them, and sending filled ones."""

import tempfile

from django.http import FileResponse, HttpResponseBase
from django.urls import reverse

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.records.actions.paper import offer
from taizhang.domain.records.models import PaperUpload
from taizhang.domain.records.paper.sheets import empty
from taizhang.domain.records.paper.writing import write
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.exports import MEDIA
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.paper.chosen import Chosen
from taizhang.web.records.choosing import choose

ENTER = Permission.PAPER_ENTER
LATELY = 8  # uploads


@page(ENTER, methods=("GET", "POST"))
def paper(request: PageRequest) -> HttpResponseBase:
    """The sheets of an organisation for a time, and the box for filled ones, shown before they are entered."""
    if request.method == "POST":
        where = policy.scope(request.account, ENTER, on=request.today)
        upload = offer(uploads=request.FILES.getlist("file"), where=where, by=request.by)
        return see_other(reverse("paper:upload", args=[upload.pk]))
    code = request.GET.get("organization", "")
    if not code:
        return choose(request, "paper/choose.html", {"uploads": _lately(request)})
    chosen = Chosen(request, find_organization(request, code))
    return show(request, "paper/paper.html", {"chosen": chosen, "uploads": _lately(request), "lang": request.lang})


@page(ENTER)
def sheets(request: PageRequest) -> HttpResponseBase:
    """The sheets to print; the same as a workbook with `format=xlsx`."""
    chosen = Chosen(request, find_organization(request, request.GET.get("organization", "")))
    blanks = chosen.blanks
    if request.GET.get("format") != "xlsx":
        return show(request, "paper/sheets.html", {"chosen": chosen, "blanks": blanks, "lang": request.lang})
    file = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it once it is sent
    write(file, empty(blanks))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{chosen.name}.xlsx", content_type=MEDIA)


def _lately(request: PageRequest) -> list[PaperUpload]:
    """What the person sent lately."""
    own = PaperUpload.objects.filter(offered_by_id=request.account.person_id).defer("sheets")
    return list(own[:LATELY])
