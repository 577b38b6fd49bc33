"""What is taken back stays for the days it stood on: numbers as of a day do not change with what comes later."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from taizhang.domain.duties import measures, queries
from taizhang.domain.duties.actions.fulfil import unfulfil
from taizhang.domain.duties.actions.waive import unwaive, waive
from taizhang.domain.duties.models import Duty, Fulfilment, Waiver
from taizhang.domain.duties.stood import stood_on
from taizhang.kernel.measures import Measure
from tests.factories.duties import MAY, actor, claimed, duty, fulfil, fulfilment, people, stand

pytestmark = pytest.mark.django_db
BEFORE, THEN, LAST, UNDONE = (date(2018, 5, day) for day in (16, 17, 20, 21))


def at(day: date, hour: int = 2) -> datetime:
    """Ten in the morning of a day in Zhengzhou."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def undone() -> Duty:
    """A theme day, held on the 16th, learnt of on the 17th, taken back on the 21st."""
    place = stand("B")
    people(place, 3)
    made = fulfilment(duty(place), held_on=BEFORE, at=at(THEN))
    unfulfil(source_ids=[made.source_id], by=actor("街道党工委", at(UNDONE)))
    return made.duty


@pytest.mark.parametrize(("on", "done"), [(BEFORE, False), (THEN, True), (LAST, True), (UNDONE, False)])
def test_a_duty_was_met_on_the_days_from_learning_to_undoing(undone, on, done):
    duties = Duty.objects.filter(pk=undone.pk)
    assert duties.met(on).exists() is done
    assert duties.unfinished(on).exists() is not done
    assert [each.done for each in queries.owed_now(undone.organization_id, on)].count(True) == done
    assert duties.known(on).get().stood == ("done" if done else "")
    assert (stood_on(duties.known(on).get(), on).fulfilment is not None) is done
    found = measures.completions("/b/", MAY, on=on, by="institution")["L05"]
    assert (found.met, found.on_time) == (Measure(int(done), 1), Measure(int(done), 1))


def test_now_it_is_not_met_and_the_row_says_who_took_it_back(undone):
    assert not Duty.objects.met().filter(pk=undone.pk).exists()
    row = Fulfilment.objects.get()
    assert (row.about_id, row.duty_id, row.undone_by_name, row.undone_at) == (undone.pk, None, "街道党工委", at(UNDONE))


def test_what_was_met_late_then_is_not_counted_in_time():
    place = stand("B")
    people(place, 3)
    owed = duty(place)
    made = fulfilment(owed, held_on=date(2018, 6, 20), at=at(date(2018, 6, 20)))
    unfulfil(source_ids=[made.source_id], by=actor(at=at(date(2018, 6, 25))))
    found = measures.completions("/b/", MAY, on=date(2018, 6, 24), by="institution")["L05"]
    assert (found.met.numerator, found.on_time.numerator) == (1, 0)


def test_done_and_undone_on_one_day_never_stood():
    made = fulfilment(held_on=THEN, at=at(THEN))
    unfulfil(source_ids=[made.source_id], by=actor(at=at(THEN, 9)))
    assert not Duty.objects.met(THEN).exists()


def test_undoing_the_minute_before_midnight_counts_for_that_day_and_midnight_for_the_next():
    first = fulfilment(held_on=THEN, at=at(THEN))
    unfulfil(source_ids=[first.source_id], by=actor(at=datetime(2018, 5, 18, 15, 59, tzinfo=UTC)))  # 23:59
    assert not Duty.objects.met(date(2018, 5, 18)).exists()
    second = claimed(first.duty, held_on=THEN, at=at(date(2018, 5, 19)))
    fulfil(claims=[second], by=actor())
    unfulfil(source_ids=[second.source_id], by=actor(at=datetime(2018, 5, 19, 16, tzinfo=UTC)))  # 0:00 of the 20th
    assert [Duty.objects.met(date(2018, 5, day)).exists() for day in (17, 18, 19, 20)] == [True, False, True, False]


def test_met_anew_it_stands_once_and_the_days_between_stay_open(undone):
    fulfil(claims=[claimed(undone, held_on=BEFORE, at=at(date(2018, 5, 25)))], by=actor())
    met = [Duty.objects.met(date(2018, 5, day)).filter(pk=undone.pk).count() for day in (16, 17, 20, 21, 24, 25)]
    assert met == [0, 1, 1, 0, 0, 1]
    assert Fulfilment.objects.standing().count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Fulfilment.objects.create(duty=undone, source_id=undone.pk, held_on=THEN, learnt_at=at(THEN))


def test_what_others_bear_out_stays_as_it_is():
    made = fulfilment(held_on=BEFORE, at=at(THEN))
    other = claimed(made.duty, approved=2, held_on=LAST)
    same = claimed(made.duty, approved=1, held_on=BEFORE, at=at(THEN), source=made.source_id)
    unfulfil(source_ids=[other.source_id], remaining=[same], by=actor())
    assert [row.pk for row in Fulfilment.objects.all()] == [made.pk]


def test_a_waiver_taken_back_still_counts_for_the_days_before():
    owed = duty()
    waive(duty=owed, because="全体赴外地抢险", by=actor(at=at(THEN)))
    unwaive(duty=owed, because="已返回", by=actor("街道党工委", at(UNDONE)))
    duties = Duty.objects.filter(pk=owed.pk)
    assert [duties.owed(day).exists() for day in (BEFORE, THEN, LAST, UNDONE)] == [True, False, False, True]
    assert [duties.known(day).get().stood for day in (BEFORE, LAST, UNDONE)] == ["", "waived", ""]
    assert stood_on(duties.known(LAST).get(), LAST).waiver.because == "全体赴外地抢险"
    assert Waiver.objects.get().undone_by_name == "街道党工委"
    waive(duty=owed, because="再次赴外地", by=actor(at=at(UNDONE)))
    assert (Waiver.objects.count(), Waiver.objects.standing().get().because) == (2, "再次赴外地")


@pytest.mark.parametrize("values", [{"undone_at": at(UNDONE)}, {"duty": None}])
def test_a_row_stands_or_says_since_when_it_does_not(values):
    made = fulfilment()
    with pytest.raises(IntegrityError), transaction.atomic():
        Fulfilment.objects.filter(pk=made.pk).update(**values)
