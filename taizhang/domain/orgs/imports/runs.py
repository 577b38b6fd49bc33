"""The life of an import: offered and previewed, applied or cancelled."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.imports import storage
from taizhang.domain.orgs.imports.faults import Where
from taizhang.domain.orgs.imports.progress import abandoned
from taizhang.domain.orgs.imports.subjects import subject
from taizhang.domain.orgs.models import ImportRun
from taizhang.domain.orgs.models.importing import ImportState
from taizhang.kernel.errors import Refused, _

KEPT = timedelta(days=7)  # a file that nobody applied or cancelled by then is deleted


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do: the run with its numbers and refused rows, first rows, notes, and the file as read."""

    run: ImportRun
    samples: dict[str, list[Any]]
    notes: tuple[str, ...]
    reading: Any


def preview(*, kind: str, file: IO[bytes], name: str, where: Where, by: Actor, fictional: bool = False) -> Preview:
    """Read a file and say what it would do, changing nothing; a file that is no such file is refused.

    The same file offered again by the same person takes the place of the earlier preview. `fictional` lets
    invented identity numbers pass, as a demonstration needs.
    """
    _forget_old(by)
    subject(kind)
    digest = storage.keep(file)
    run = ImportRun(kind=kind, file_name=name[-200:], sha256=digest, stored=digest, offered_at=by.at)
    run.offered_by_id, run.offered_by_name = by.person_id, by.name
    try:
        seen = look(run=run, path=storage.stored(run), where=where, by=by, fictional=fictional)
        storage.remember(run, {"notes": seen.notes, "samples": seen.samples})
    except Refused:
        storage.forget(run)
        raise
    run.save()
    _end_earlier(run)
    return seen


def look(*, run: ImportRun, path: Path, where: Where, by: Actor, fictional: bool = False) -> Preview:
    """Read a file and compare it, and set the numbers of an unsaved run; nothing is kept."""
    about = subject(run.kind)
    reading = about.read(path, by.on, fictional)
    plan = about.plan(reading, where, by.on, False)
    run.rows = len(reading.rows)
    run.added, run.changed, run.unchanged = len(plan.added), len(plan.changed), len(plan.unchanged)
    run.refused = spoken(reading)
    samples = {key: [asdict(each) for each in rows] for key, rows in about.sample(plan).items()}
    return Preview(run, samples, tuple(reading.notes), reading)


def spoken(reading: Any) -> list[dict[str, object]]:
    """What is wrong with a file, by row: [{row, column, message}]."""
    return [fault.spoken() for fault in sorted(reading.faults, key=lambda fault: fault.row)]


@action
def cancel(*, run: ImportRun, by: Actor) -> ImportRun:
    """Give an import up: before it is applied, or while it is applied, which then leaves nothing behind."""
    live = ImportRun.objects.filter(pk=run.pk, state__in=storage.LIVE)
    waiting = live.filter(state=ImportState.PREVIEWED).update(state=ImportState.CANCELLED, ended_at=by.at)
    if not (waiting or live.update(state=ImportState.CANCELLED, ended_at=by.at)):
        raise Refused(
            _("This import has ended already and cannot be cancelled."),
            _("Correct the people or organisations on their own pages."),
            code="imports.ended",
        )
    run.refresh_from_db()
    if waiting:
        storage.forget(run)
    note(Note(verb="imports.cancel", subject=run, by=by, details={"kind": run.kind, "sha256": run.sha256}))
    return run


@action
def settle(*, run: ImportRun, by: Actor) -> ImportRun:
    """See whether a run that is being applied still is; one whose process ended is marked as failed."""
    if run.state == ImportState.APPLYING and abandoned(run.pk):
        because = gettext("The program ended while the file was imported. Nothing was imported; send the file again.")
        applying = ImportRun.objects.filter(pk=run.pk, state=ImportState.APPLYING)
        applying.update(state=ImportState.FAILED, because=because, ended_at=by.at)
        run.refresh_from_db()
        if run.state == ImportState.FAILED:
            storage.forget(run)
    return run


def _end_earlier(run: ImportRun) -> None:
    """The same file of the same person waits once: when a form is sent twice, the last preview holds."""
    waiting = ImportRun.objects.filter(kind=run.kind, sha256=run.sha256, state=ImportState.PREVIEWED)
    earlier = waiting.filter(offered_by_id=run.offered_by_id).exclude(pk=run.pk)
    because = gettext("The same file was offered again.")
    earlier.update(state=ImportState.CANCELLED, because=because, ended_at=run.offered_at)


def _forget_old(by: Actor) -> None:
    """Give up what was offered long ago and never applied: a file is kept no longer than it is needed."""
    for run in ImportRun.objects.filter(state=ImportState.PREVIEWED, offered_at__lt=by.at - KEPT):
        cancel(run=run, by=by)
