"""Sheets filled on paper: taken in for a look, entered as records all or none, or given up."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.actions import About, tell
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.orgs.imports.faults import Where
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.actions.record import submit
from taizhang.domain.records.evidence import keep, store
from taizhang.domain.records.evidence.keeping import Upload
from taizhang.domain.records.models import Activity, Evidence, PaperUpload, UploadState
from taizhang.domain.records.paper.blanks import MOST_SHEETS
from taizhang.domain.records.paper.faults import elsewhere
from taizhang.domain.records.paper.looking import Becomes, Look, look
from taizhang.domain.records.paper.reading import Filled, read
from taizhang.domain.records.paper.telling import told
from taizhang.kernel.errors import Refused, _

MOST_FILES = 20


def offer(*, uploads: Sequence[Upload], where: Where, by: Actor) -> PaperUpload:
    """Take filled workbooks in and say what they would bring; no record is written, the files are not kept."""
    sheets = [sheet for upload in _refuse_many(uploads) for sheet in _read(upload)]
    if len(sheets) > MOST_SHEETS:
        raise _too_many(len(sheets), MOST_SHEETS)
    looks = look(sheets, where, by)
    upload = PaperUpload(
        files=[_name(each) for each in uploads],
        sheets=[sheet.kept() for sheet in sheets],
        seen=[told(each) for each in looks],
        organizations=sorted({each.place.organization_id for each in looks if each.place}),
        offered_at=by.at,
    )
    upload.offered_by_id, upload.offered_by_name = by.person_id, by.name
    upload.save()
    return upload


@action
def enter(*, upload: PaperUpload, where: Where, by: Actor) -> PaperUpload:
    """Hand in every filled sheet of an upload as a record, all or none; done twice it is the same.

    The branch is told when somebody entered for it who does not otherwise record for it.
    """
    held = PaperUpload.objects.select_for_update().get(pk=upload.pk)
    if held.state == UploadState.ENTERED:
        return held
    looks = look([Filled.restored(each) for each in _waiting(held).sheets], where, by)
    _refuse_wrong(looks)
    entries = [each.entry for each in looks if each.entry is not None]
    made = [submit(entry=entry, by=by) for entry in sorted(entries, key=lambda entry: entry.held_on)]
    _end(held, UploadState.ENTERED, made, by)
    for organization_id in dict.fromkeys(each.organization_id for each in made):
        _tell(organization_id, [each for each in made if each.organization_id == organization_id], by)
    keys = [each.pk for each in made]
    details = {"sheets": len(looks), "records": len(made)}
    note(Note("paper.enter", held, by, details=details, subjects=keys))
    return held


@action
def give_up(*, upload: PaperUpload, by: Actor) -> PaperUpload:
    """Throw sent sheets away; nothing of them was recorded."""
    held = PaperUpload.objects.select_for_update().get(pk=upload.pk)
    _end(_waiting(held), UploadState.DISCARDED, [], by)
    note(Note("paper.give-up", held, by))
    return held


def keep_scan(*, upload: PaperUpload, key: UUID, file: Upload, where: Where, by: Actor) -> Evidence:
    """Keep the scan of a filled sheet; it becomes evidence of its record when the sheet is entered."""
    sheets = [Filled.restored(each) for each in _waiting(upload).sheets]
    codes = [each.identity.organization for each in sheets if each.identity.key == key]
    place = Placement.objects.on(by.on).filter(organization__code__in=codes).select_related("organization").first()
    if place is None or not where.covers(place.path):
        raise elsewhere(codes[0] if codes else "—")
    return keep(upload=file, organization=place.organization, draft_id=key, by=by)


def _read(upload: Upload) -> list[Filled]:
    name = _name(upload)
    with store.workbench() as bench:
        sent = store.receive(name, upload.chunks(), bench / "sent")
        return read(sent.path, name)


def _name(upload: Upload) -> str:
    return "".join(sign for sign in (upload.name or "") if sign.isprintable())[-200:] or "file.xlsx"


def _end(held: PaperUpload, state: UploadState, made: Sequence[Activity], by: Actor) -> None:
    """What was typed is kept no longer than it is needed: the records hold it now."""
    held.state, held.ended_at, held.sheets = state, by.at, []
    held.seen = [{**each, "wrong": [], "left_out": ""} for each in held.seen] if made else []
    held.records = [each.pk for each in made]
    held.save(update_fields=["state", "ended_at", "sheets", "seen", "records"])


def _tell(organization_id: UUID, made: Sequence[Activity], by: Actor) -> None:
    """The branch hears what was entered for it by somebody who does not record for it himself."""
    holders = policy.holders(Permission.RECORDS_WRITE, on=by.on, organization_id=organization_id)
    if by.person_id in holders:
        return
    first = made[0]
    tell(
        people=holders,
        kind=Kind.PAPER_ENTERED,
        about=About("activity", first.pk, first.title),
        link=f"/records/{first.pk}/",
        values={"count": len(made), "name": by.name, "held_on": first.held_on},
        by=by,
    )


def _waiting(upload: PaperUpload) -> PaperUpload:
    if upload.state != UploadState.PREVIEWED:
        raise Refused(
            _("These sheets were entered or given up already."),
            _("Send the workbook again; what was handed in is not recorded twice."),
            code="paper.ended",
        )
    return upload


def _refuse_wrong(looks: Sequence[Look]) -> None:
    wrong = [each for each in looks if each.becomes is Becomes.WRONG]
    if wrong:
        first = wrong[0]
        raise Refused(
            _("{count} sheets cannot be entered, and they are entered all or none. First “{sheet}”: {said}"),
            _("Correct the workbook and send it again."),
            code="paper.wrong",
            count=len(wrong),
            sheet=first.filled.sheet,
            said=first.wrong[0].refusal.sentence(gettext),
        )


def _refuse_many(uploads: Sequence[Upload]) -> Sequence[Upload]:
    if not uploads:
        raise Refused(_("No file was chosen."), _("Choose one or several workbooks."), code="paper.no-file")
    if len(uploads) > MOST_FILES:
        raise _too_many(len(uploads), MOST_FILES)
    return uploads


def _too_many(count: int, most: int) -> Refused:
    return Refused(
        _("{count} are more than the {most} that are taken in one go."),
        _("Send them in several goes."),
        code="paper.too-many",
        count=count,
        most=most,
    )
