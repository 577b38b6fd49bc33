"""What the pages of imports show."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.imports import storage
from taizhang.domain.orgs.models import ImportRun
from taizhang.domain.orgs.models.importing import ImportState
from taizhang.web.imports.forms import KINDS, OfferForm
from taizhang.web.imports.found import visible
from taizhang.web.kit.filter import Filter
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest
from taizhang.web.kit.table import Column, Table

SIZE = 20
MOST_FAULTS = 100  # on the page; the sheet of corrections holds all
STATES = {
    ImportState.PREVIEWED: "waiting",
    ImportState.APPLYING: "running",
    ImportState.APPLIED: "done",
    ImportState.FAILED: "failed",
    ImportState.CANCELLED: "cancelled",
}
WORDS: dict[str, tuple[StrPromise, str]] = {
    ImportState.PREVIEWED: (_("waiting for your decision"), "warn"),
    ImportState.APPLYING: (_("being imported"), "note"),
    ImportState.APPLIED: (_("imported as a whole"), "good"),
    ImportState.FAILED: (_("not imported"), "wrong"),
    ImportState.CANCELLED: (_("discarded"), "plain"),
}
TO_CORRECT = (_("to be corrected"), "wrong")
RUNS = Table(
    (
        Column("file_name", _("File"), by=("file_name",), width="wide"),
        Column("kind", _("Kind of file"), lambda run: kind(run)),
        Column("state", _("State"), lambda run: str(word(run, run.faults)[0])),
        Column("added", _("Rows added"), align="end"),
        Column("changed", _("Rows changed"), align="end"),
        Column("unchanged", _("Rows unchanged"), align="end"),
        Column("faults", _("Faults found"), align="end"),
        Column("offered_by_name", _("Offered by")),
        Column("offered_at", _("Offered on"), by=("offered_at",)),
    ),
    order=("-offered_at", "-id"),
)
LISTING = Listing(_("Imports"), RUNS, "imports/list.html", SIZE)
FAULTS = (
    Column("row", _("Row of the sheet"), width="narrow"),
    Column("column", _("Heading")),
    Column("message", _("What is wrong"), width="wide"),
)
SAMPLES = (
    Column("row", _("Row of the sheet"), width="narrow"),
    Column("name", _("Name")),
    Column("code", _("Identity number or code")),
    Column("where", _("Where it belongs")),
    Column("what", _("What changes"), width="wide"),
)
PARTS = (("added", _("Rows added")), ("changed", _("Rows changed")), ("unchanged", _("Rows unchanged")))


def kind(run: ImportRun) -> str:
    """What a file holds, in words."""
    return str(dict(KINDS).get(run.kind, run.kind))


def word(run: ImportRun, faults: int) -> tuple[StrPromise, str]:
    """Where an import stands, in words, with the kind of badge."""
    return TO_CORRECT if run.state == ImportState.PREVIEWED and faults else WORDS[run.state]


def listed(request: PageRequest, form: OfferForm, status: int = 200) -> HttpResponseBase:
    """The page of all imports with the form that offers another."""
    asked = Filter.from_query(request.GET)
    paper = policy.may(request.account, Permission.PAPER_ENTER, on=request.today)
    context = {"form": form, "word": word, "may_enter_paper": paper}
    response = answer(request, LISTING, asked, visible(request), context=context)
    response.status_code = status if response.status_code == HTTPStatus.OK else response.status_code
    return response


def shown(request: PageRequest, run: ImportRun) -> dict[str, Any]:
    """The page of one import."""
    kept = storage.remembered(run)
    samples = kept.get("samples", {})
    return {
        "run": run,
        "kind": kind(run),
        "state": STATES[ImportState(run.state)],
        "word": word(run, len(run.refused)),
        "own": run.offered_by_id == request.account.person_id,
        "notes": kept.get("notes", ()),
        "parts": [
            (label, getattr(run, key), SAMPLES if key == "changed" else SAMPLES[:-1], samples[key])
            for key, label in PARTS
            if samples.get(key)
        ],
        "fault_columns": FAULTS,
        "faults": run.refused[:MOST_FAULTS],
        "fault_count": len(run.refused),
        "wrong_rows": len({fault["row"] for fault in run.refused}),
    }
