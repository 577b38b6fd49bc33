"""When the calendar of working days changes, open duties that move with it follow; what is met or past stays."""

import copy
from datetime import date, timedelta

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.actions.packs import publish
from taizhang.domain.duties.actions.redate import set_workdays, undo_workdays
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packfile import from_content, load
from taizhang.domain.orgs.actions.workdays import DayEntry
from taizhang.packs import DEFAULT
from tests.factories import duties

pytestmark = pytest.mark.django_db
FIXED = date(2018, 5, 16)
BEFORE = duties.actor(at=duties.MOMENT - timedelta(days=12))  # on 8 May


def publish_moving(rule: str = "next") -> None:
    """The default pack, its activity day moved to a working day."""
    content = copy.deepcopy(dict(load(DEFAULT).content))
    theme = next(each for each in content["institutions"] if each["code"] == "L05")
    theme["rhythm"]["workday"] = rule
    publish(pack_file=from_content(content), by=duties.actor())


@pytest.fixture
def theme_days():
    publish_moving()
    places = [duties.stand(f"B{n}") for n in range(3)]
    issue(period=duties.MAY, on=duties.MAY.first, by=duties.actor())
    return [Duty.objects.get(organization=each.organization, institution="L05") for each in places]


def free(day: date = FIXED, by=BEFORE):
    return set_workdays(entries=[DayEntry(day, False, "临时放假")], because="调整", source="通知", by=by)


def due_days(rows) -> list[date]:
    found = dict(Duty.objects.filter(pk__in=[each.pk for each in rows]).values_list("pk", "due_on"))
    return [found[each.pk] for each in rows]


def test_open_duties_are_due_on_the_next_working_day_and_come_back(theme_days):
    change, moves = free()
    assert [(each.duty.due_on, each.to.due_on) for each in moves] == [(FIXED, date(2018, 5, 17))] * 3
    assert due_days(theme_days) == [date(2018, 5, 17)] * 3
    moved = Duty.objects.get(pk=theme_days[0].pk)
    assert moved.starts_on <= moved.warn_on <= moved.due_on <= moved.grace_until <= moved.closes_on
    _undone, back = undo_workdays(change=change, by=BEFORE)
    assert len(back) == 3
    assert due_days(theme_days) == [FIXED] * 3
    assert AuditEntry.objects.filter(verb="duties.redate").count() == 2


def test_what_is_met_or_waived_stays(theme_days):
    duties.fulfilment(theme_days[0])
    duties.waiver(theme_days[1])
    assert [each.duty for each in free()[1]] == theme_days[2:]
    assert due_days(theme_days) == [FIXED, FIXED, date(2018, 5, 17)]


def test_nobody_is_late_for_what_was_not_known(theme_days):
    change, _moves = free()
    after = duties.actor(at=duties.MOMENT)  # on 20 May the 16th is over
    _undone, moves = undo_workdays(change=change, by=after)
    assert moves == []
    assert due_days(theme_days) == [date(2018, 5, 17)] * 3


def test_other_institutions_and_other_days_stay(theme_days):
    others = list(Duty.objects.exclude(institution="L05").order_by("pk"))
    before = due_days(others)
    free(date(2018, 5, 10))
    free()
    assert due_days(others) == before


def test_by_the_default_pack_no_duty_moves_with_working_days():
    place = duties.stand("B")
    owed = duties.duty(place)
    assert free()[1] == []
    assert due_days([owed]) == [FIXED]


def test_months_issued_later_follow_the_calendar(theme_days):
    saturday = date(2018, 6, 16)
    june = duties.MAY.next
    issue(period=june, on=duties.MAY.first, by=duties.actor())
    assert set(Duty.objects.filter(institution="L05", occurrence="2018-M06").values_list("due_on", flat=True)) == {
        saturday + timedelta(days=2)
    }
    entries = [DayEntry(saturday, True, "端午节"), DayEntry(date(2018, 6, 18), False, "端午节")]
    _change, moves = set_workdays(entries=entries, because="补班", source="通知", by=BEFORE)
    assert {each.to.due_on for each in moves} == {saturday}


def test_the_queries_do_not_grow_with_duties(theme_days, django_assert_max_num_queries):
    for n in range(20):
        duties.stand(f"C{n}")
    issue(period=duties.MAY, on=duties.MAY.first, by=duties.actor())
    with django_assert_max_num_queries(25):
        free()
