"""Figures of organisational life, computed from the records as they were known on a day."""

from datetime import date

from django.db.models import Count, Q

from taizhang.domain.duties.packfile import InstitutionRule
from taizhang.domain.duties.packs import PackRules, find_pack
from taizhang.domain.records.models import Activity, ActivityQuerySet, Attendance, Presence
from taizhang.kernel.periods import Kind, Period

THEME_DAY = "L05"  # 主题党日（党员活动日）


def life_records(on: date) -> int:
    """Gatherings of the year up to a day, recorded as at least one institution of the pack in force.

    Each gathering counts once, however many institutions it was; those returned or withdrawn do not count.
    """
    pack = find_pack(on)
    codes = [each.code for each in pack.institutions] if pack else []
    return _of_year(on).filter(institutions__overlap=codes).count()


def activity_day_members(on: date) -> int:
    """Members who took part in an activity day, in the month in which they were fewest.

    For each finished month of the year with a theme day recorded at all: the different people present at theme days
    held on the fixed day of that month by the pack in force (每月16日). Guests count where they belong, not where
    they were guests. Nought when there is no such month.
    """
    pack = find_pack(on)
    begun = {day.month for day in _theme_days(on).dates("held_on", "month")}
    days = [_day_of(month, pack) for month in _months(on) if month.last <= on and month.number in begun]
    present = Attendance.objects.filter(activity__in=_theme_days(on), activity__held_on__in=days)
    came = present.filter(presence=Presence.PRESENT, guest=False).order_by().values_list("activity__held_on")
    counts = dict(came.annotate(Count("person_id", distinct=True)))
    return min((counts.get(day, 0) for day in days), default=0)


def months_without_theme(on: date) -> int:
    """Months of the year, up to the last activity day that has passed, without a theme day on a subject of its own.

    A subject of its own is a title that says more than the institution's name, or a topic.
    """
    pack = find_pack(on)
    with_subject = _theme_days(on).filter(~Q(title__in=_names(pack)) | ~Q(topics=[]))
    told = {day.month for day in with_subject.dates("held_on", "month")}
    return sum(month.number not in told for month in _months(on) if _day_of(month, pack) <= on)


def _theme_days(on: date) -> ActivityQuerySet:
    return _of_year(on).of_institution(THEME_DAY)


def _of_year(on: date) -> ActivityQuerySet:
    return Activity.objects.standing().known_on(on).filter(held_on__gte=date(on.year, 1, 1))


def _months(on: date) -> list[Period]:
    return [month for month in Period.of_year(on.year).split(Kind.MONTH) if month.first <= on]


def _theme_day(pack: PackRules | None) -> InstitutionRule | None:
    return next((each for each in pack.institutions if each.code == THEME_DAY), None) if pack else None


def _names(pack: PackRules | None) -> list[str]:
    """What the institution itself is called, which is no subject."""
    rule = _theme_day(pack)
    return [rule.name.zh, rule.short.zh, rule.name.en, rule.short.en] if rule else []


def _day_of(month: Period, pack: PackRules | None) -> date:
    """The fixed day of a month by the pack; where it fixes none, the last day."""
    rule = _theme_day(pack)
    return month.first.replace(day=rule.rhythm.on_day) if rule and rule.rhythm.on_day else month.last
