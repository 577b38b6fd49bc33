"""What a file must be before anything reads it: by its content, never by its name."""

import codecs
import re
import zipfile
import zlib
from pathlib import Path

from taizhang.kernel.errors import Refused, Word, _

MOST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 100
MOST_UNPACKED = 300 * 1024 * 1024  # bytes; 50,000 rows of 25 columns unpack to about 60 MB
MOST_RATIO = 150  # unpacked to packed; a roster has about 10, a bomb 1,000
SMALL = 10 * 1024 * 1024  # bytes; below this the ratio means nothing
MOST_PARTS = 2_000
CHUNK, OVERLAP = 1024 * 1024, 64  # bytes

# Cells that claim a place far out make a reader reserve the whole rectangle in memory. What is far is sought once,
# with a beginning that the search can jump to; which of the two it is, and other spellings, are looked at afterwards.
FAR = re.compile(rb'r="(?:[A-Z]{3}\d|[D-Z][A-Z]\d|C[W-Z]\d|[A-Z]*(?:[5-9]\d{4}|\d{6,})")')
FAR_COLUMN = re.compile(rb"""\br\s*=\s*["'](?:[A-Z]{3}|[D-Z][A-Z]|C[W-Z])\d""")
FAR_ROW = re.compile(rb"""\br\s*=\s*["'][A-Z]*([5-9]\d{4}|\d{6,})["']""")
OTHERWISE = re.compile(rb'r(?:\s|=[^"])')  # other spellings of the attribute, which hardly anybody uses
MARKS = (
    (b"\xd0\xcf\x11\xe0", _("an old .xls workbook, or one with a password")),
    (b"%PDF", _("a PDF document")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"\x89PNG", _("a picture")),
    (b"PK\x03\x04", _("a packed file of another kind")),
    (b"<", _("a web page or other marked-up text")),
)


def check_workbook(path: Path) -> None:
    """Refuse what is no plain .xlsx workbook, carries macros, is too large, or unpacks to too much."""
    _refuse_large(path)
    try:
        with zipfile.ZipFile(path) as packed:
            _check_parts(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as broken:
        raise _no_workbook(path) from broken


def check_text(path: Path) -> str:
    """The text of a .csv file; refused when it is no text, or too large."""
    _refuse_large(path)
    raw = path.read_bytes()
    if not raw.strip():
        raise empty()
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not raw.startswith(tuple(mark for mark, _what in MARKS)):
            return text
    raise Refused(
        _("This file is not a table of text; by its content it is {kind}."),
        _("Save the table as “CSV UTF-8” and send that."),
        code="imports.no-csv",
        kind=_kind(raw),
    )


def empty() -> Refused:
    """The refusal of a file without a row."""
    return Refused(
        _("There is no row in this file."),
        _("Fill in at least one row below the headings."),
        code="imports.empty",
    )


def too_many_rows() -> Refused:
    """The refusal of a file with more rows than one import takes."""
    return Refused(
        _("This file has more than {most} rows, the most that one import takes."),
        _("Split it, for example into one file a street."),
        code="imports.rows",
        most=f"{MOST_ROWS:,}",
    )


def _refuse_large(path: Path) -> None:
    if path.stat().st_size > MOST_BYTES:
        raise too_large()


def too_large() -> Refused:
    """The refusal of a file with more bytes than one import takes."""
    return Refused(
        _("This file is larger than {most} MB, the most that one import takes."),
        _("Remove pictures from it, or split it, for example into one file a street."),
        code="imports.bytes",
        most=MOST_BYTES // 1024 // 1024,
    )


def _check_parts(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    names = {part.filename.lower() for part in parts}
    if not {"[content_types].xml", "xl/workbook.xml"} <= names:
        raise zipfile.BadZipFile
    if any("vbaproject" in name for name in names) or b"macroEnabled" in packed.read("[Content_Types].xml")[:CHUNK]:
        raise Refused(
            _("This workbook carries macros, which are programs; they are never taken in."),
            _("Save it as “Excel workbook (.xlsx)”, which drops the macros, and send that."),
            code="imports.macros",
        )
    size, unpacked = sum(part.compress_size for part in parts), sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > max(SMALL, MOST_RATIO * size):
        raise Refused(
            _("This workbook unpacks to far more than a roster needs."),
            _("Copy the rows into a new workbook and send that."),
            code="imports.bomb",
        )
    for part in parts:
        _check_part(packed, part)


def _check_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack a part once without keeping it: its announced size must be true, its cells within reach."""
    before = b""
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            _refuse_far(before + chunk)
            before = chunk[-OVERLAP:]


def _refuse_far(text: bytes) -> None:
    if not FAR.search(text) and not OTHERWISE.search(text):
        return
    if FAR_COLUMN.search(text):
        raise Refused(
            _("This sheet has more than {most} columns, the most that one import takes."),
            _("Remove the columns that are not needed, empty ones too."),
            code="imports.columns",
            most=MOST_COLUMNS,
        )
    if any(int(found[1]) > MOST_ROWS + 1 for found in FAR_ROW.finditer(text)):
        raise too_many_rows()


def _no_workbook(path: Path) -> Refused:
    with path.open("rb") as file:
        head = file.read(CHUNK)
    if not head:
        return empty()
    return Refused(
        _("This file is not an .xlsx workbook, whatever its name says; by its content it is {kind}."),
        _("Open it in the program that made it, save it as “Excel workbook (.xlsx)” and send that."),
        code="imports.no-workbook",
        kind=_kind(head),
    )


def _kind(head: bytes) -> str:
    for mark, kind in MARKS:
        if head.startswith(mark):
            return Word(kind)
    return Word(_("unknown binary data") if b"\0" in head else _("plain text"))
