"""Offering a file, looking at what it would do, and applying it."""

import tempfile
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.imports import runs, storage, workbooks, working
from taizhang.domain.orgs.models import ImportRun
from taizhang.domain.orgs.models.importing import ImportState
from taizhang.web.imports.forms import OfferForm
from taizhang.web.imports.found import find, find_own, reach
from taizhang.web.imports.shown import STATES, listed, shown
from taizhang.web.kit.context import show
from taizhang.web.kit.exports import MEDIA
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page


@page(Permission.IMPORTS_RUN, methods=("GET", "POST"))
def imports(request: PageRequest) -> HttpResponseBase:
    """The imports so far; a file sent here is read and shown before anything is written."""
    form = OfferForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return listed(request, OfferForm())
    if not form.is_valid():
        return listed(request, form, status=422)
    file = form.cleaned_data["file"]
    seen = runs.preview(
        kind=form.cleaned_data["kind"],
        file=file,
        name=file.name,
        where=reach(request),
        by=request.by,
        fictional=settings.DEMO,
    )
    return _to(seen.run)


@page(Permission.IMPORTS_RUN)
def one(request: PageRequest, key: UUID) -> HttpResponse:
    """One import: what it would do, how far it is, or how it ended."""
    run = runs.settle(run=find(request, key), by=request.by)
    return show(request, "imports/run.html", shown(request, run))


@page(Permission.IMPORTS_RUN)
def progress(request: PageRequest, key: UUID) -> HttpResponse:
    """How far an import is, asked every second; once it has ended its page is shown anew."""
    run = runs.settle(run=find(request, key), by=request.by)
    if STATES[ImportState(run.state)] != "running":
        return HttpResponse(headers={"HX-Redirect": reverse("imports_one", args=[run.pk])})
    return show(request, "imports/progress.html", {"run": run})


@page(Permission.IMPORTS_RUN, methods=("POST",))
def application(request: PageRequest, key: UUID) -> HttpResponse:
    """Begin to apply an import."""
    run = find_own(request, key)
    working.begin(run=run, where=reach(request), by=request.by, fictional=settings.DEMO)
    return _to(run)


@page(Permission.IMPORTS_RUN, methods=("POST",))
def cancellation(request: PageRequest, key: UUID) -> HttpResponse:
    """Give an import up."""
    run = runs.cancel(run=find_own(request, key), by=request.by)
    say(request, gettext("The import of “%(file)s” is cancelled; nothing was imported.") % {"file": run.file_name})
    return HttpResponseRedirect(reverse("imports"))


@page(Permission.IMPORTS_RUN)
def corrections(request: PageRequest, key: UUID) -> FileResponse:
    """The offered rows with what is wrong beside each, for whoever offered them."""
    run = find_own(request, key)
    storage.stored(run)
    file = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it once it is sent
    workbooks.corrections(run, file)
    file.seek(0)
    text = run.kind == "divisions"
    name = gettext("Corrections of %(file)s") % {"file": run.file_name.rpartition(".")[0] or run.file_name}
    ending, media = (".csv", "text/csv; charset=utf-8") if text else (".xlsx", MEDIA)
    return FileResponse(file, as_attachment=True, filename=name + ending, content_type=media)


@page(Permission.IMPORTS_RUN)
def template(request: PageRequest) -> FileResponse:
    """An empty roster with the headings of the national record."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it once it is sent
    workbooks.template(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{gettext('Roster of members')}.xlsx", content_type=MEDIA)


def _to(run: ImportRun) -> HttpResponse:
    return HttpResponseRedirect(reverse("imports_one", args=[run.pk]))
