"""The kinds of file that may be kept, told by their content and not by their name."""

from dataclasses import dataclass
from pathlib import Path

from taizhang.domain.records.evidence.archives import office_kind
from taizhang.kernel.errors import Refused, Word, _

HEAD = 1024  # bytes that are enough to tell a kind


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name in words, its media type and the endings it may bear."""

    name: str
    media_type: str
    endings: tuple[str, ...]
    picture: str = ""  # the format's name where it is a picture


JPEG = FileKind(_("JPEG picture"), "image/jpeg", (".jpg", ".jpeg"), "JPEG")
PNG = FileKind(_("PNG picture"), "image/png", (".png",), "PNG")
WEBP = FileKind(_("WebP picture"), "image/webp", (".webp",), "WEBP")
PDF = FileKind(_("PDF document"), "application/pdf", (".pdf",))
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
DOCX = FileKind(_("Word document"), f"{_OPEN_XML}.wordprocessingml.document", (".docx",))
XLSX = FileKind(_("Excel workbook"), f"{_OPEN_XML}.spreadsheetml.sheet", (".xlsx",))
TEXT = FileKind(_("plain text"), "text/plain; charset=utf-8", (".txt", ".md"))
KINDS = (JPEG, PNG, WEBP, PDF, DOCX, XLSX, TEXT)

_MACRO_ENDINGS = (".xlsm", ".docm", ".xlsb", ".xltm", ".dotm", ".pptm")
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<iframe", b"<body", b"<head")


def kind_of(path: Path, name: str) -> FileKind:
    """The kind of a file by its content; refused when it is none of ours or does not match its ending."""
    ending = Path(name).suffix.lower()
    if ending in _MACRO_ENDINGS:
        raise macros_refused(name)
    claimed = next((kind for kind in KINDS if ending in kind.endings), None)
    found = _found(path, name)
    if claimed is None or found is None:
        raise Refused(
            _("“{name}” is not a kind of file that can be kept with a record."),
            _("Send a picture (JPEG, PNG, WebP), a PDF, a Word document, an Excel workbook or plain text."),
            code="evidence.kind",
            name=name,
        )
    if found is not claimed:
        raise Refused(
            _("By its name “{name}” is a {claimed}, by its content a {found}."),
            _("Save the file again in the format you want, without renaming it by hand."),
            code="evidence.content",
            name=name,
            claimed=Word(claimed.name),
            found=Word(found.name),
        )
    return found


def macros_refused(name: str) -> Refused:
    """The refusal of a file that carries macros."""
    return Refused(
        _("“{name}” carries macros, which can do harm on the machines of those who open it."),
        _("Save it as .docx or .xlsx without macros and send that."),
        code="evidence.macros",
        name=name,
    )


def _found(path: Path, name: str) -> FileKind | None:
    """The kind that the content shows."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head.lstrip()[:5] == b"%PDF-":
        return PDF
    if head.startswith(b"PK\x03\x04"):
        contents = office_kind(path, name)
        if contents == "macros":
            raise macros_refused(name)
        return {"word": DOCX, "excel": XLSX}.get(contents)
    return TEXT if _plain_text(path, head) else None


def _plain_text(path: Path, head: bytes) -> bool:
    """Whether a file is text in UTF-8 or GB 18030, and not the source of a page or drawing."""
    if b"\0" in head or head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        return False
    content = path.read_bytes()
    return b"\0" not in content and any(_decodes(content, code) for code in ("utf-8", "gb18030"))


def _decodes(content: bytes, code: str) -> bool:
    try:
        text = content.decode(code)
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign in "\r\n\t\f\ufeff\u3000" or sign.isspace() for sign in text)
