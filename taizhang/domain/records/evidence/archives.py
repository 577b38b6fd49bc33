"""Word and Excel files are zip archives: what is in them, and whether unpacking them would flood the disk."""

import zipfile
import zlib
from pathlib import Path
from typing import Literal

from taizhang.kernel.errors import Refused, _

MOST_PARTS = 5_000
MOST_UNPACKED = 150 * 1024 * 1024  # bytes
MOST_RATIO = 200  # unpacked bytes to packed
SMALL = 5 * 1024 * 1024  # bytes below which a high ratio does no harm
CHUNK = 1024 * 1024

Contents = Literal["word", "excel", "macros", "other"]


def office_kind(path: Path, name: str) -> Contents:
    """What an archive holds; refused when it is damaged, locked or a zip bomb."""
    try:
        with zipfile.ZipFile(path) as archive:
            _guard(archive, path.stat().st_size, name)
            return _contents(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise Refused(
            _("“{name}” is damaged or locked with a password and cannot be read."),
            _("Open it, save it again without a password and send that."),
            code="evidence.damaged",
            name=name,
        ) from error


def _contents(archive: zipfile.ZipFile) -> Contents:
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names:
        return "other"
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        return "macros"
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        return "macros"
    if "word/document.xml" in names:
        return "word"
    return "excel" if "xl/workbook.xml" in names else "other"


def _guard(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    """Refuse an archive that unpacks to too much, by what it says and by what it does."""
    parts = archive.infolist()
    most = MOST_UNPACKED if packed * MOST_RATIO > MOST_UNPACKED else max(SMALL, packed * MOST_RATIO)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most or _unpacked(archive, most) > most:
        raise Refused(
            _("“{name}” would unpack to far more than it is: it looks like a zip bomb."),
            _("Send the original document, or its pages as a PDF."),
            code="evidence.zip-bomb",
            name=name,
        )


def _unpacked(archive: zipfile.ZipFile, most: int) -> int:
    """How many bytes come out, counted until there are too many."""
    total = 0
    for part in archive.infolist():
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                total += len(chunk)
                if total > most:
                    return total
    return total
