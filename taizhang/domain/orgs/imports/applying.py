"""Applying a previewed file: all of it in one transaction, or nothing."""

from typing import Any

from django.utils.translation import gettext

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.imports import storage
from taizhang.domain.orgs.imports.faults import Where
from taizhang.domain.orgs.imports.progress import Progress, Stopped, Tell
from taizhang.domain.orgs.imports.runs import spoken
from taizhang.domain.orgs.imports.subjects import subject
from taizhang.domain.orgs.models import ImportRun
from taizhang.domain.orgs.models.importing import ImportState
from taizhang.kernel.errors import Refused, _


def apply(
    *, run: ImportRun, where: Where, by: Actor, fictional: bool = False, reading: Any = None, tell: Tell | None = None
) -> ImportRun:
    """Apply a previewed file, compared again with the database of this moment; refused as a whole or not at all.

    `reading` is the file as its preview read it, when that was a moment ago; `tell` hears how many rows are written.
    """
    return carry_out(claim(run, tell), where=where, by=by, fictional=fictional, reading=reading)


def claim(run: ImportRun, tell: Tell | None = None) -> Progress:
    """Begin to apply a run; refused when rows of it are refused, or when somebody has begun already."""
    if run.refused:
        raise Refused(
            _("{count} rows are refused, and a file is imported as a whole or not at all."),
            _("Correct them in the sheet of corrections and send that."),
            code="imports.refused-rows",
            count=len({fault["row"] for fault in run.refused}),
        )
    progress = Progress(run, tell)
    if not progress.claim():
        progress.close()
        raise Refused(
            _("This import is being applied already, or has ended."),
            _("Its page shows how far it is."),
            code="imports.begun",
        )
    return progress


def carry_out(
    progress: Progress, *, where: Where, by: Actor, fictional: bool = False, reading: Any = None
) -> ImportRun:
    """Do what was begun; however it ends, the run says so and its file is deleted."""
    run = progress.run
    try:
        _write(progress=progress, where=where, fictional=fictional, reading=reading, by=by)
    except Stopped:
        pass
    except Refused as refusal:
        progress.fail(refusal.sentence(gettext), by.at)
        raise
    except BaseException:
        progress.fail(gettext("The import broke off; the log tells the operator why. Nothing was imported."), by.at)
        raise
    finally:
        progress.close()
        storage.forget(run)
    run.refresh_from_db()
    return run


@action
def _write(*, progress: Progress, where: Where, fictional: bool, reading: Any, by: Actor) -> None:
    """Compare, write, and mark the run as applied, in one transaction."""
    run = progress.run
    about = subject(run.kind)
    if reading is None:
        reading = about.read(storage.stored(run), by.on, fictional)
    plan = about.plan(reading, where, by.on, True)
    if reading.faults:
        raise _overtaken(reading)
    told = about.write(plan, by, progress.step)
    numbers = {key: len(getattr(plan, key)) for key in ("added", "changed", "unchanged")}
    done = {"state": ImportState.APPLIED, "done": run.rows, "ended_at": by.at, **numbers}
    if not ImportRun.objects.filter(pk=run.pk, state=ImportState.APPLYING).update(**done):
        raise Stopped
    details = {"kind": run.kind, "sha256": run.sha256, **numbers, **told.details}
    note(Note(verb="imports.apply", subject=run, by=by, details=details, subjects=told.about))


def _overtaken(reading: Any) -> Refused:
    """The refusal when rows that were sound in the preview are no longer."""
    first = spoken(reading)[0]
    return Refused(
        _("The register has changed since the preview. Row {row}, {column}: {message}"),
        _("Nothing was imported; send the file again to see all of it."),
        code="imports.overtaken",
        **first,
    )
