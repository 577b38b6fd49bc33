"""Working days are changed with a reason and a source, remembered, and undone; lines are read as one pastes them."""

from datetime import date

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.actions.workdays import DayEntry, change_days, undo_change
from taizhang.domain.orgs.calendar import calendar, published, seed_calendar
from taizhang.domain.orgs.imports.holidays import from_text, written
from taizhang.domain.orgs.models import CalendarChange, CalendarDay
from taizhang.kernel.errors import Refused
from tests.factories.orgs import SEED

DAY = date(2018, 6, 18)
NOTICE = "国办发明电〔2017〕12号"
FREE, WORKED, WEEK = DayEntry(DAY, False, "端午节"), DayEntry(date(2018, 6, 16), True, "端午节"), DayEntry(DAY, None)


def change(*entries, because="按通知", source=NOTICE):
    return change_days(entries=entries, because=because, source=source, by=SEED)


def refused(act, **values) -> str:
    with pytest.raises(Refused) as refusal:
        act(**values, by=SEED)
    return refusal.value.code


def works(day: date) -> bool:
    return calendar(day, day).is_workday(day)


def test_days_are_entered_changed_and_taken_out_again(db):
    change(FREE, WORKED)
    assert (works(DAY), works(date(2018, 6, 16))) == (False, True)
    assert CalendarDay.objects.get(day=DAY).source == NOTICE
    change(DayEntry(DAY, True, "值班"))
    assert works(DAY)
    change(WEEK)
    assert not CalendarDay.objects.filter(day=DAY).exists()
    assert AuditEntry.objects.filter(verb="calendar.set").count() == 3


def test_what_stood_before_is_remembered_and_comes_back(db):
    first = change(FREE)
    second = change(DayEntry(DAY, True, "值班"), WORKED)
    assert refused(undo_change, change=first) == "workdays.changed-since"
    undone = undo_change(change=second, by=SEED)
    assert (works(DAY), works(date(2018, 6, 16))) == (False, False)
    assert refused(undo_change, change=second) == "workdays.changed-since"
    undo_change(change=undone, by=SEED)  # and forth again
    assert works(DAY)
    assert CalendarChange.objects.count() == 4


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"because": " "}, "orgs.reason"),
        ({"source": ""}, "workdays.source"),
        ({"source": "长" * 201}, "workdays.source"),
        ({"entries": []}, "workdays.count"),
        ({"entries": [FREE, FREE]}, "workdays.twice"),
        ({"entries": [DayEntry(date(2118, 6, 18), False, "端午节")]}, "workdays.year"),
        ({"entries": [DayEntry(date(1900, 6, 18), False, "端午节")]}, "workdays.year"),
        ({"entries": [DayEntry(DAY, False, " ")]}, "workdays.name"),
        ({"entries": [DayEntry(DAY, False, "长" * 61)]}, "workdays.name"),
        ({"entries": [WEEK]}, "workdays.nothing-new"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_nothing_is_written(db, values, code):
    given = {"entries": [FREE], "because": "按通知", "source": NOTICE, **values}
    assert refused(change_days, **given) == code
    assert not CalendarDay.objects.exists()
    assert not CalendarChange.objects.exists()


def test_the_same_again_is_refused_as_nothing_new(db):
    change(FREE)
    assert refused(change_days, entries=[FREE], because="再来", source="别的") == "workdays.nothing-new"


def test_published_years_are_known_up_to_the_last_one(db):
    assert published(2018)
    assert published(2026)
    assert not published(2099)
    assert seed_calendar(first_year=2026, last_year=2026, by=SEED) > 20
    assert CalendarDay.objects.first().source == "国务院办公厅关于2026年部分节假日安排的通知"


def test_lines_are_read_as_they_are_pasted():
    read = from_text(
        "日期\t休/班\t名称\n"
        "2027-01-01 休 元旦\n"
        "\n"
        "2027年2月5日至2027年2月11日，放假，春节\n"
        "2027/2/14\t上班\t春节\n"
        "20270501 按周\n"
    )
    assert read.problems == ()
    days = {each.day.isoformat(): each for each in read.entries}
    assert days["2027-01-01"] == DayEntry(date(2027, 1, 1), False, "元旦")
    assert (days["2027-02-14"].is_workday, days["2027-05-01"].is_workday) == (True, None)
    assert "2027-02-06" not in days  # a Saturday is free anyway
    assert read.plain == 2


def test_what_was_read_is_written_and_read_again():
    entries = (FREE, WORKED, WEEK)
    assert from_text(written(entries)).entries == entries


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2027-13-01 休 元旦", "workdays.day"),
        ("明天 休 元旦", "workdays.day"),
        ("2027-01-01 元旦", "workdays.word"),
        ("休", "workdays.word"),
        ("=cmd|' /C calc'!A0", "workdays.word"),
        ("2027-02-11 至 2027-02-05 休 春节", "workdays.stretch"),
        ("2027-01-01 至 2027-12-31 休 全年", "workdays.stretch"),
        ("１２３ 休 x", "workdays.day"),
        ("9999-12-31 至 9999-12-31 休", None),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number(line, code):
    read = from_text(f"2027-01-01 休 元旦\n{line}")
    assert [(number, refusal.code) for number, refusal in read.problems] == ([(2, code)] if code else [])
