"""Holidays and make-up working days typed, pasted or taken from a sheet: one day or one stretch of days a line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from taizhang.domain.orgs.actions.workdays import DayEntry
from taizhang.domain.orgs.imports.cells import DAY
from taizhang.domain.orgs.imports.sheets import first_sheet, is_blank
from taizhang.kernel.errors import Refused, _

FREE = frozenset({"休", "放假", "节假日", "休息", "假", "free", "holiday"})
WORKED = frozenset({"班", "上班", "补班", "调休上班", "工作日", "worked", "workday"})
WEEK = frozenset({"平", "按周", "删除", "移除", "week", "remove"})  # the day follows the week again
HEADINGS = frozenset({"日期", "date", "day"})
STRETCH = re.compile(r"^(.+?)\s*(?:至|到|~|～|–|—|\.\.)\s*(.+)$")
GAPS = re.compile(r"[\t,，、;；\s]+")
SATURDAY, LONGEST_STRETCH = 5, 31


@dataclass(frozen=True, slots=True)
class Read:
    """The days that were read, how many of them follow the week anyway, and what is wrong in which line."""

    entries: tuple[DayEntry, ...]
    plain: int
    problems: tuple[tuple[int, Refused], ...]


def from_sheet(path: Path) -> str:
    """The first sheet of a workbook as the lines one would paste."""
    rows = (row for row in first_sheet(path).rows if not is_blank(row))
    return "\n".join("\t".join(_cell(each) for each in row[:3]) for row in rows)


def from_text(text: str) -> Read:
    """The days of some lines: “2027-02-05 至 2027-02-11 休 春节”; a line of headings is passed over."""
    entries: list[DayEntry] = []
    problems: list[tuple[int, Refused]] = []
    plain = 0
    for number, line in _lines(text):
        try:
            found = list(_days(line))
        except Refused as refusal:
            problems.append((number, refusal))
            continue
        telling = [each for each in found if not _follows_week(each)]
        plain += len(found) - len(telling)
        entries += telling
    return Read(tuple(entries), plain, tuple(problems))


def written(entries: Iterable[DayEntry]) -> str:
    """Days as lines again."""
    words = {True: "上班", False: "休", None: "按周"}
    return "\n".join(f"{each.day} {words[each.is_workday]} {each.name}".rstrip() for each in entries)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip().strip("\ufeff")
        if line and GAPS.split(line)[0].lower() not in HEADINGS:
            yield number, line


def _days(line: str) -> Iterator[DayEntry]:
    """The days of one line, first to last."""
    days, word, name = _parts(line)
    works = _works(word)
    first, last = _stretch(days)
    if not 0 <= (last - first).days <= LONGEST_STRETCH:
        raise Refused(
            _("“{text}” is no stretch of at most {most} days."),
            _("Write the first day, then the last: 2027-02-05 至 2027-02-11."),
            code="workdays.stretch",
            text=days[:40],
            most=LONGEST_STRETCH,
        )
    for offset in range((last - first).days + 1):
        yield DayEntry(first + timedelta(days=offset), works, "" if works is None else name)


def _parts(line: str) -> tuple[str, str, str]:
    """Day or days, the word, and the name; the stretch may have been written with gaps."""
    cells = [each for each in GAPS.split(line) if each]
    place = next((number for number, each in enumerate(cells) if each.lower() in FREE | WORKED | WEEK), None)
    if place is None or place == 0:
        raise Refused(
            _("“{text}” does not say whether the day is free or worked."),
            _("Write the day, then 休 or 上班, then the name of the holiday."),
            code="workdays.word",
            text=line[:40],
        )
    return "".join(cells[:place]), cells[place].lower(), " ".join(cells[place + 1 :])


def _works(word: str) -> bool | None:
    return None if word in WEEK else word in WORKED


def _stretch(text: str) -> tuple[date, date]:
    found = STRETCH.match(text)
    if found is None:
        day = _day(text)
        return day, day
    return _day(found[1]), _day(found[2])


def _day(text: str) -> date:
    found = DAY.fullmatch(text.strip())
    parts: Sequence[str] = [each for each in (found.groups() if found else ()) if each]
    try:
        year, month, day = (int(each) for each in parts)
        return date(year, month, day)
    except ValueError:
        raise Refused(
            _("“{text}” is no day."), _("Write it as 2027-01-01."), code="workdays.day", text=text[:40]
        ) from None


def _follows_week(entry: DayEntry) -> bool:
    """Whether a day is free at a weekend, as it would be without saying."""
    return entry.is_workday is False and entry.day.weekday() >= SATURDAY


def _cell(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell if cell is not None else "").replace("\n", " ").replace("\t", " ").strip()
