"""Where an offered file lies until it is applied or cancelled: readable by nobody else, and then deleted."""

import errno
import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from django.conf import settings

from taizhang.domain.orgs.imports.guards import MOST_BYTES, too_large
from taizhang.domain.orgs.models import ImportRun
from taizhang.domain.orgs.models.importing import ImportState
from taizhang.kernel.errors import Refused, _

CHUNK = 1024 * 1024  # bytes
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # no room, no quota, no larger files
LIVE = (ImportState.PREVIEWED, ImportState.APPLYING)


def keep(file: IO[bytes]) -> str:
    """Store a file by its SHA-256 and answer that; refused when it is too large or cannot be stored."""
    try:
        draft = _folder() / f"{uuid4()}.part"
        try:
            digest = _written(file, draft)
            draft.replace(_folder() / digest)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise _not_stored(error) from error
    return digest


def stored(run: ImportRun) -> Path:
    """Where the file of a run lies; refused when it is there no longer."""
    path = _folder() / run.stored
    if run.stored and path.exists():
        return path
    raise Refused(
        _("The file of this import was deleted when the import ended."),
        _("Send the file again."),
        code="imports.file-gone",
    )


def forget(run: ImportRun) -> None:
    """Delete the file and the preview of a run, unless another run that still goes on offers the same file."""
    _side(run).unlink(missing_ok=True)
    if not ImportRun.objects.filter(sha256=run.sha256, state__in=LIVE).exclude(pk=run.pk).exists():
        discard(run.stored)


def discard(digest: str) -> None:
    """Delete a stored file."""
    with suppress(OSError):
        (_folder() / digest).unlink(missing_ok=True)


def remember(run: ImportRun, preview: dict[str, Any]) -> None:
    """Keep what the page of a run shows besides its numbers: first rows, masked, and notes."""
    path = _side(run)
    try:
        path.touch(mode=0o600)
        path.write_text(json.dumps(preview, ensure_ascii=False, default=str), encoding="utf-8")
    except OSError as error:
        raise _not_stored(error) from error


def remembered(run: ImportRun) -> dict[str, Any]:
    """What was kept for the page; nothing when the run has ended."""
    try:
        preview: dict[str, Any] = json.loads(_side(run).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return preview


def _not_stored(error: OSError) -> Refused:
    if error.errno in FULL:
        return Refused(
            _("The disk of the server is full, so the file could not be stored."),
            _("Nothing was imported. Ask the operator to free space, then send the file again."),
            code="imports.not-stored",
        )
    return Refused(
        _("The file could not be stored: {reason}."),
        _("Nothing was imported. Ask the operator to free space, then send the file again."),
        code="imports.not-stored",
        reason=error.strerror or str(error),
    )


def _written(file: IO[bytes], draft: Path) -> str:
    """Copy the bytes and answer their SHA-256."""
    digest, size = sha256(), 0
    draft.touch(mode=0o600)
    with draft.open("wb") as target:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                raise too_large()
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()


def _side(run: ImportRun) -> Path:
    return _folder() / f"{run.pk}.json"


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
