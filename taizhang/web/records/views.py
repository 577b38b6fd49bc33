"""Recording a gathering: one page, a plain form first."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.actions import revise, submit
from taizhang.domain.records.evidence import keep
from taizhang.domain.records.models import Activity
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.records import starting
from taizhang.web.records.choosing import choose
from taizhang.web.records.finding import find_record, foreign, read_id
from taizhang.web.records.measured import measure, opened
from taizhang.web.records.sheet import Sheet
from taizhang.web.records.typed import Typed

WRITE = Permission.RECORDS_WRITE
FORM = "records/form.html"


@page(WRITE, methods=("GET", "POST"))
def new(request: PageRequest) -> HttpResponse:
    """The record page: blank and prefilled, from a draft, or with what is wrong beside what was typed."""
    code = request.GET.get("organization", "")
    if not code:
        return choose(request, "records/choose.html")
    place = find_organization(request, code)
    if request.method == "POST":
        return _hand_in(request, Sheet(request, place, read_id(request.POST), Typed(request.POST.copy(), checked=True)))
    key = request.GET.get("draft", "")
    if not key:
        return HttpResponseRedirect(request.path + changed(request.GET.copy(), {"draft": str(uuid7())}))
    return _open(request, place, read_id(request.GET, "draft"))


@page(WRITE, methods=("GET", "POST"))
def revision(request: PageRequest, key: UUID) -> HttpResponse:
    """A record that was sent back, withdrawn or still waits, written anew in the same form."""
    activity = find_record(request, key)
    place = starting.placed(activity, request)
    if request.method == "POST":
        typed = Typed(request.POST.copy(), checked=True)
        return _hand_in(request, Sheet(request, place, activity.pk, typed, revises=activity))
    sheet = Sheet(request, place, activity.pk, Typed.of({}), revises=activity)
    draft = starting.of_draft(request.account.person, key) if sheet.draft_url else None
    sheet.typed = draft or starting.of_record(activity)
    return show(request, FORM, sheet.context(opened=opened(sheet), because=starting.returned_because(activity)))


@page(WRITE, methods=("POST",))
def preview(request: PageRequest) -> HttpResponse:
    """What would follow from the form as it stands: a fragment, nothing is written."""
    place = find_organization(request, request.POST.get("organization", ""))
    sheet = Sheet(request, place, read_id(request.POST), Typed(request.POST.copy()))
    another = sheet.seats.key != request.POST.get("roll_key", "")
    return show(request, "records/preview.html", sheet.context(another_roll=another, previewed=True))


def _open(request: PageRequest, place: Placement, key: UUID) -> HttpResponse:
    """The form: a record handed in meanwhile is shown instead."""
    drafts = starting.drafts_here(request.account.person, place)
    typed = next((Typed.of(draft.body) for draft in drafts if draft.pk == key), None)
    if typed is None and Activity.objects.filter(pk=key).exists():
        return HttpResponseRedirect(f"/records/{key}/")
    sheet = Sheet(request, place, key, typed or Typed.of({}), fresh=typed is None)
    if typed is None:
        sheet.typed = starting.blank(sheet, request.GET.get("duty", ""))
    others = drafts[:3] if typed is None else []
    return show(request, FORM, sheet.context(opened=opened(sheet), others=others, follows="follows" in request.GET))


def _hand_in(request: PageRequest, sheet: Sheet) -> HttpResponse:
    """Hand it in, or show the form again with every problem beside its input and nothing lost."""
    if foreign(sheet.id, sheet.place):
        raise _elsewhere()
    for upload in request.FILES.getlist("files"):
        _keep(request, sheet, upload)
    if sheet.entry is not None and sheet.typed.shaped and not sheet.typed.wrong:
        again = Activity.objects.standing().filter(pk=sheet.id).exists() and not sheet.revises
        try:
            activity = (revise if sheet.revises else submit)(entry=sheet.entry, by=request.by)
        except Refused as refusal:
            sheet.typed.blame(_problems(sheet, refusal))
        else:
            return _handed_in(request, sheet, activity, again=again)
    return show(request, FORM, sheet.context(opened=opened(sheet)), status=422)


def _handed_in(request: PageRequest, sheet: Sheet, activity: Activity, *, again: bool) -> HttpResponse:
    """To the record's own page; a second sending is told that the first arrived."""
    said = _("This record was handed in already; nothing was recorded twice.") if again else _("Handed in for review.")
    if not again:
        measure(sheet, activity)
    say(request, said)
    return see_other(f"/records/{activity.pk}/")


def _problems(sheet: Sheet, refusal: Refused) -> list[Refused]:
    """Everything that would be refused, at least that which was."""
    found = list(sheet.preview.problems) if sheet.preview else []
    return found if any(one.code == refusal.code for one in found) else [refusal, *found]


def _keep(request: PageRequest, sheet: Sheet, upload: UploadedFile[Any]) -> None:
    try:
        keep(upload=upload, organization=sheet.place.organization, draft_id=sheet.id, by=request.by)
    except Refused as refusal:
        sheet.typed.wrong.setdefault("files", []).append(refusal.sentence(_))


def _elsewhere() -> Refused:
    from taizhang.kernel.errors import _ as mark

    return Refused(
        mark("This form belongs to a record of another organisation."),
        mark("Open the record page anew."),
        code="records.unknown",
    )
