"""Where files lie: each content once, under its SHA-256, and nothing half-written in between."""

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from taizhang.kernel.errors import Refused, _

LIMIT = 20 * 1024 * 1024  # bytes, unless EVIDENCE_LIMIT says otherwise
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # no room, no quota, no larger files


@dataclass(frozen=True, slots=True)
class Blob:
    """A file that has arrived but is not yet in its place."""

    path: Path
    sha256: str
    size: int  # bytes


def folder() -> Path:
    """The folder of all evidence."""
    return Path(settings.MEDIA_ROOT) / "evidence"


def place(sha256: str) -> Path:
    """Where a content lies."""
    return folder() / sha256[:2] / sha256


@contextmanager
def workbench() -> Iterator[Path]:
    """A folder of one upload, gone afterwards whatever happens; a full disk becomes a sentence."""
    bench = folder() / ".arriving" / uuid4().hex
    try:
        bench.mkdir(parents=True, mode=0o700)
        yield bench
    except OSError as error:
        if error.errno in _FULL:
            raise _disk_full() from error
        raise
    finally:
        for file in bench.glob("*"):
            file.unlink(missing_ok=True)
        if bench.exists():
            bench.rmdir()


def receive(name: str, chunks: Iterable[bytes], into: Path) -> Blob:
    """Write what arrives and take its SHA-256; refused when it is too large, empty or breaks off."""
    limit: int = getattr(settings, "EVIDENCE_LIMIT", LIMIT)
    digest, size = hashlib.sha256(), 0
    with into.open("xb") as file:
        for chunk in _arriving(name, chunks):
            size += len(chunk)
            if size > limit:
                raise _too_large(name, limit)
            digest.update(chunk)
            file.write(chunk)
    if not size:
        raise Refused(_("“{name}” is empty."), _("Choose the file again."), code="evidence.empty", name=name)
    return Blob(into, digest.hexdigest(), size)


def measure(path: Path) -> Blob:
    """A file on the workbench with its SHA-256 and size."""
    with path.open("rb") as file:
        return Blob(path, hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def put(blob: Blob) -> None:
    """Bring a file to its place unless the same content lies there."""
    target = place(blob.sha256)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with blob.path.open("rb+") as file:
        os.fsync(file.fileno())
    blob.path.chmod(0o600)
    blob.path.replace(target)


def forget(sha256: str) -> None:
    """Remove a content that nothing refers to any more."""
    place(sha256).unlink(missing_ok=True)


def _arriving(name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks; a connection lost on the way becomes a sentence."""
    try:
        yield from chunks
    except OSError as error:
        raise Refused(
            _("The connection broke off before “{name}” had arrived."),
            _("Nothing was kept; send the file again."),
            code="evidence.broken-off",
            name=name,
        ) from error


def _too_large(name: str, limit: int) -> Refused:
    return Refused(
        _("“{name}” is larger than {limit} MB."),
        _("Make it smaller, or send it in parts."),
        code="evidence.too-large",
        name=name,
        limit=limit // (1024 * 1024),
    )


def _disk_full() -> Refused:
    return Refused(
        _("The disk of the server is full, so the file could not be kept."),
        _("Nothing was written; tell the system administrator and send the file again later."),
        code="evidence.disk-full",
    )
