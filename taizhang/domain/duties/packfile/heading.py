"""What a pack says before its institutions: titles, documents, theme, mechanisms, projects, categories and lights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from taizhang.domain.duties.packfile.codes import CATEGORIES, GRADES
from taizhang.domain.duties.packfile.cursor import Cursor
from taizhang.domain.duties.packfile.nouns import Basis, Document, Lights, ProgrammeEntry, VisitRule, Wording
from taizhang.kernel.errors import _

_ISSUED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SIGN = r"[\u2018-\u201d\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
FOLDED = re.compile(rf"(?<={_SIGN}) (?={_SIGN})")  # where a line was folded between signs, Chinese has no space
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,19}")

Documents = Mapping[str, Document]


def wording(cursor: Cursor, longest: int = 600) -> Wording:
    """The words of a place in both languages."""
    cursor.keys("zh", "en")
    return Wording(FOLDED.sub("", cursor.at("zh").text(longest)), cursor.at("en").text(longest))


def code(cursor: Cursor) -> str:
    """A code: a letter, then letters, digits, - and _."""
    text = cursor.text(20)
    if text and not _CODE.fullmatch(text):
        rule, remedy = _("“{name}” is not a code."), _("Use a letter, then letters, digits, - and _, at most 20.")
        cursor.problem(rule, remedy, code="code", name=text)
    return text


def day(cursor: Cursor) -> date:
    """A day of the calendar, written 2018-06-30."""
    text = cursor.text(10)
    try:
        return date.fromisoformat(text)
    except ValueError:
        if text:
            rule, remedy = _("“{text}” is not a day of the calendar."), _("Write it like 2018-06-30.")
            cursor.problem(rule, remedy, code="day", text=text)
        return date.min


def documents(cursor: Cursor) -> Documents:
    """The documents on which the pack rests, by code."""
    return {name: _document(name, place) for name, place in cursor.entries().items()}


def _document(name: str, cursor: Cursor) -> Document:
    cursor.keys("title", "grade", optional=("issued", "url"))
    issued = cursor.at("issued").text(10) if cursor.at("issued").given else ""
    if issued and not _ISSUED.fullmatch(issued):
        rule, remedy = _("“{text}” is not a year, month or day."), _("Write it like '2018', '2018-10' or 2018-10-28.")
        cursor.at("issued").problem(rule, remedy, code="issued", text=issued)
    grade, url = cursor.at("grade").choice(GRADES), cursor.at("url")
    if url.given and grade != "O":
        rule = _("Only an official page (grade O) is linked; this document has grade {grade}.")
        url.problem(rule, _("Leave the address out."), code="url", grade=grade)
    return Document(name, wording(cursor.at("title")), issued, grade, url.text() if url.given else "")


def basis(cursor: Cursor, known: Documents) -> Basis | None:
    """A place of one of the documents."""
    cursor.keys("document", optional=("article", "quote"))
    document = known.get(cursor.at("document").choice(known))
    article, quote = cursor.at("article"), cursor.at("quote")
    words = quote.text() if quote.given else ""
    if document is None:
        return None
    return Basis(document, article.text(20) if article.given else "", words)


def programme(cursor: Cursor, known: Documents, least: int) -> tuple[ProgrammeEntry, ...]:
    """A list of entries of the programme: mechanisms, projects or categories."""
    entries = tuple(entry(each, known, coded=True) for each in cursor.items(least))
    for place, one in enumerate(entries):
        if one.code in [other.code for other in entries[:place]]:
            rule, remedy = _("The code “{name}” stands here twice."), _("Give every entry a code of its own.")
            cursor.items()[place].problem(rule, remedy, code="twice", name=one.code)
    return entries


def entry(cursor: Cursor, known: Documents, *, coded: bool) -> ProgrammeEntry:
    """A theme, mechanism, project or category."""
    cursor.keys(*(["code"] if coded else []), "name", "text", "source", optional=("categories",) if coded else ())
    served = cursor.at("categories")
    return ProgrammeEntry(
        code=code(cursor.at("code")) if coded else "theme",
        name=wording(cursor.at("name"), 120),
        text=wording(cursor.at("text")),
        source=basis(cursor.at("source"), known),
        categories=served.choices(CATEGORIES) if served.given else (),
    )


def lights(cursor: Cursor, known: Documents) -> Lights:
    """The thresholds of the three colours."""
    cursor.keys("green_up_to", "yellow_up_to", "statement", "source")
    green, yellow = cursor.at("green_up_to").whole(0, 100), cursor.at("yellow_up_to")
    until = yellow.whole(0, 100)
    if yellow.given and until <= green:
        rule, remedy = _("Yellow ends at {yellow}, not above green at {green}."), _("Let yellow go further.")
        yellow.problem(rule, remedy, code="lights", yellow=until, green=green)
    return Lights(green, until, wording(cursor.at("statement")), basis(cursor.at("source"), known))


def visits(cursor: Cursor, known: Documents) -> VisitRule:
    """How far apart visits lie; a pack without this part only keeps two from falling on one day."""
    cursor.keys("apart_months", "statement", "source")
    months = cursor.at("apart_months").whole(1, 24)
    return VisitRule(months, wording(cursor.at("statement")), basis(cursor.at("source"), known))
