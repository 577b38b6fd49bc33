"""A Rhythm in words, Chinese and English, made of the same parts that drive its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.kernel.periods import Kind, month_name
from taizhang.kernel.recurrence.every import Every, WorkdayRule
from taizhang.kernel.words import ordinal, plural, say

if TYPE_CHECKING:
    from taizhang.kernel.recurrence.occurrence import Offsets
    from taizhang.kernel.recurrence.rhythm import Rhythm

_ZH = {
    Every.WEEK: "每周",
    Every.MONTH: "每月",
    Every.QUARTER: "每季度",
    Every.HALF_YEAR: "每半年",
    Every.YEAR: "每年",
    Every.TERM: "每{years}年",
    Every.ANNIVERSARY: "每逢周年",
    Every.ONCE: "{by.year}年{by.month}月{by.day}日前",
    Every.EVENT: "每逢“{event}”",
}
_EN = {
    Every.WEEK: "a week",
    Every.MONTH: "a month",
    Every.QUARTER: "a quarter",
    Every.HALF_YEAR: "a half-year",
    Every.YEAR: "a year",
    Every.TERM: "every {years}",
    Every.ANNIVERSARY: "on each anniversary",
    Every.ONCE: "by {day}",
    Every.EVENT: "after each “{event}”",
}


def explain(rhythm: Rhythm, lang: str) -> str:
    """How often first, then what the offsets add."""
    head = [_how_often(rhythm, lang), *_when(rhythm, lang)]
    tail = [*_notice(rhythm, lang), *_dates(rhythm, lang), *_afterwards(rhythm.offsets, lang)]
    comma, semicolon = say(lang, zh="，", en=", "), say(lang, zh="；", en="; ")
    return semicolon.join([comma.join(head), *tail])


def _how_often(rhythm: Rhythm, lang: str) -> str:
    zh = _ZH[rhythm.every].format(years=rhythm.years, by=rhythm.by, event=rhythm.event)
    day = rhythm.by and f"{rhythm.by.day} {month_name(rhythm.by.month)} {rhythm.by.year}"
    en = _EN[rhythm.every].format(years=plural(rhythm.years, "year"), day=day, event=rhythm.event)
    if rhythm.times == 1:
        return say(lang, zh=f"{zh}一次", en=f"Once {en}")
    return say(lang, zh=f"{zh}不少于{rhythm.times}次", en=f"At least {rhythm.times} times {en}")


def _when(rhythm: Rhythm, lang: str) -> list[str]:
    said = []
    if rhythm.months:
        said.append(_months(rhythm, lang))
    if rhythm.on_day:
        said.append(say(lang, zh=f"固定在{rhythm.on_day}日", en=f"on the {ordinal(rhythm.on_day)}"))
    return said


def _months(rhythm: Rhythm, lang: str) -> str:
    first, last = rhythm.months[0], rhythm.months[-1]
    if rhythm.every.kind is Kind.YEAR and first != last:
        return say(lang, zh=f"在{first}月至{last}月间", en=f"between {month_name(first)} and {month_name(last)}")
    zh = "、".join(f"{month}月" for month in rhythm.months)
    return say(lang, zh=f"在{zh}", en="in " + ", ".join(month_name(month) for month in rhythm.months))


def _notice(rhythm: Rhythm, lang: str) -> list[str]:
    if rhythm.every is not Every.TERM or not rhythm.notice_months:
        return []
    months = rhythm.notice_months
    return [say(lang, zh=f"届满前{months}个月提醒", en=f"notice {plural(months, 'month')} before the term ends")]


def _dates(rhythm: Rhythm, lang: str) -> list[str]:
    offsets, said = rhythm.offsets, []
    zh, en = _day_named(rhythm)
    if offsets.start is not None:
        said.append(_offset(offsets.start, lang, zh=(zh, "开始"), en=("starts", en)))
    if offsets.due_months:
        months = offsets.due_months
        said.append(say(lang, zh=f"{zh}后{months}个月内完成", en=f"due {plural(months, 'month')} after {en}"))
    if offsets.due:
        act = "完成" if offsets.due < 0 else "内完成"
        said.append(_offset(offsets.due, lang, zh=("再" if offsets.due_months else zh, act), en=("due", en)))
    return said


def _offset(days: int, lang: str, *, zh: tuple[str, str], en: tuple[str, str]) -> str:
    """Days before or after a named day: “期满后15天内完成”, "due 15 days after its end"."""
    if days == 0:
        return say(lang, zh=f"{zh[0]}当天{zh[1]}", en=f"{en[0]} on {en[1]}")
    side_zh, side_en = ("前", "before") if days < 0 else ("后", "after")
    count = abs(days)
    return say(lang, zh=f"{zh[0]}{side_zh}{count}天{zh[1]}", en=f"{en[0]} {plural(count, 'day')} {side_en} {en[1]}")


def _day_named(rhythm: Rhythm) -> tuple[str, str]:
    """What the offsets count from."""
    if rhythm.every.kind is None or rhythm.on_day:
        return "该日", "that day"
    return "期满", "its end"


def _afterwards(offsets: Offsets, lang: str) -> list[str]:
    said = []
    if offsets.warn:
        said.append(
            say(lang, zh=f"到期前{offsets.warn}天提醒", en=f"reminder {plural(offsets.warn, 'day')} before it is due")
        )
    if offsets.grace:
        said.append(say(lang, zh=f"宽限{offsets.grace}天", en=f"{plural(offsets.grace, 'day')} of grace"))
    if offsets.close is not None:
        said.append(
            say(lang, zh=f"到期后{offsets.close}天关闭", en=f"closed {plural(offsets.close, 'day')} after it is due")
        )
    if offsets.workday is WorkdayRule.NEXT:
        said.append(say(lang, zh="遇休息日顺延至下一工作日", en="put off to the next working day"))
    if offsets.workday is WorkdayRule.PREVIOUS:
        said.append(say(lang, zh="遇休息日提前至上一工作日", en="brought forward to the working day before"))
    return said
