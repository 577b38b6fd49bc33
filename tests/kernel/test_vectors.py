"""Worked examples of the rules that no other test holds: the days of recruitment (Rules on Joining, arts. 4–32)."""

from datetime import date

import pytest

from taizhang.kernel.periods import Period, add_years
from taizhang.kernel.recurrence import Rhythm
from taizhang.kernel.workdays import Calendar

STEPS = (
    # event, months after it, its day, the day that follows from it
    ("applied", 1, date(2026, 3, 1), date(2026, 4, 1)),  # the talk with the applicant
    ("activist", 12, date(2026, 5, 10), date(2027, 5, 10)),  # the earliest day to become a candidate
    ("passed", 3, date(2027, 7, 5), date(2027, 10, 5)),  # the decision of the committee above
    ("joined", 12, date(2027, 7, 5), date(2028, 7, 5)),  # the end of probation
)


@pytest.mark.parametrize(("event", "months", "day", "follows"), STEPS)
def test_the_days_of_recruitment_follow_from_its_events(event, months, day, follows):
    rhythm = Rhythm.parse({"every": "event", "event": event, "due_months": months})
    (only,) = rhythm.occurrences(Period.of_year(follows.year), calendar=Calendar.plain(), events=[day])
    assert only.due_on == follows
    assert only.starts_on == day


def test_probation_lasts_a_year_from_the_day_the_meeting_passed():
    assert add_years(date(2027, 7, 5), 1) == date(2028, 7, 5)
    assert add_years(date(2028, 2, 29), 1) == date(2029, 2, 28)
