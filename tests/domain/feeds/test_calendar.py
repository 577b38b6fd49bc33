"""What a calendar program reads: valid, stable, in the time of Shanghai, no more than its person may see that day."""

from datetime import date, datetime, time, timedelta, timezone

import pytest

from taizhang.domain.access.actions import end_grant
from taizhang.domain.access.models import Account, Grant
from taizhang.domain.duties.actions.waive import unwaive, waive
from taizhang.domain.duties.models import Duty
from taizhang.domain.feeds.entries import Entry, entries_of
from taizhang.domain.feeds.entries.acts import acts_on
from taizhang.domain.feeds.writing import written
from taizhang.domain.inspections.actions import cancel, restore
from taizhang.domain.records.actions import approve, revise, undo, withdraw
from taizhang.domain.records.entry import RecordEntry
from taizhang.kernel.errors import Refused
from tests.domain.duties.test_redating import BEFORE, free, publish_moving
from tests.domain.feeds.reading import DAY, events, read, titles
from tests.factories import duties
from tests.factories.feeds import feed
from tests.factories.inspections import visit
from tests.factories.orgs import SEED
from tests.web.district import MOMENT, actor, gathering

pytestmark = pytest.mark.django_db
EAST = timezone(timedelta(hours=8))
STAMP = datetime(2018, 5, 1, 16, 30, tzinfo=EAST)


def one(**more) -> bytes:
    values = {"uid": "x", "summary": "会", "day": DAY, "stamp": STAMP, **more}
    return written([Entry(**values)], name="台账", site="https://t.example")


def test_a_secretary_reads_what_the_branch_owes_its_activity_days_and_meetings(town):
    gathering(town, title="主题党日：学习党章")
    mine = feed(town.secretary.person)
    owed = Duty.objects.filter(organization=town.first, due_on__lte=date(2019, 6, 1)).count()
    assert len(events(mine, "duty-")) == owed > 0
    assert "主题党日：学习党章" in titles(mine, "activity-")
    assert date(2018, 6, 16) in [each["DTSTART"].dt for each in events(mine, "activity-day-")]


def test_nothing_of_another_branch_stands_in_it(town):
    gathering(town, of=town.second, by=town.other_secretary, title="别的支部的会")
    visit(town.second)
    mine = feed(town.secretary.person)
    assert "别的支部的会" not in titles(mine)
    assert events(mine, "visit-") == []
    ours = {str(pk) for pk in Duty.objects.filter(organization=town.first).values_list("pk", flat=True)}
    assert {str(each["UID"]).removeprefix("duty-").removesuffix("@taizhang") for each in events(mine, "duty-")} <= ours


def test_no_name_of_a_member_and_no_attendance_is_told(town):
    gathering(town)
    visit(town.first)
    text = read(feed(town.secretary.person)).to_ical().decode()
    people = ("周建华", "李小川", "王师傅", "HJ1党员1")
    assert [name for name in people if name in text] == []
    assert "ATTENDEE" not in text
    assert "ORGANIZER" not in text


def test_the_same_state_gives_the_same_bytes_and_identifiers(town):
    mine = feed(town.secretary.person)
    first, again = (written(entries_of(mine, on=DAY), name="台账", site="https://t.example") for _twice in range(2))
    assert first == again
    found = [str(each["UID"]) for each in events(mine)]
    assert len(found) == len(set(found))


def test_a_whole_day_ends_on_the_next_and_has_no_zone():
    event = Entry(uid="x", summary="会", day=date(2018, 12, 31), stamp=STAMP)
    text = written([event], name="台账", site="").decode()
    assert "DTSTART;VALUE=DATE:20181231" in text
    assert "DTEND;VALUE=DATE:20190101" in text


@pytest.mark.parametrize("hour", [time(0, 0), time(0, 30), time(7, 59), time(8, 0), time(23, 30)])
def test_hours_are_those_of_shanghai_whatever_day_it_is_in_greenwich(hour):
    from icalendar import Calendar

    calendar = Calendar.from_ical(one(starts_at=hour))
    start = calendar.walk("VEVENT")[0]["DTSTART"]
    assert start.params["TZID"] == "Asia/Shanghai"
    assert start.dt.replace(tzinfo=None) == datetime.combine(DAY, hour)
    assert start.dt.utcoffset() == timedelta(hours=8)
    zone = calendar.walk("VTIMEZONE")[0]
    assert zone["TZID"] == "Asia/Shanghai"
    assert [part.name for part in zone.subcomponents] == ["STANDARD"]  # no summer time
    assert zone.subcomponents[0]["TZOFFSETTO"].td == timedelta(hours=8)


def test_stamps_are_in_greenwich_time():
    assert b"DTSTAMP:20180501T083000Z" in one()


@pytest.mark.parametrize(("ends", "end"), [(None, 15), (time(14), 15), (time(16), 16)])
def test_a_meeting_ends_after_it_begins(ends, end):
    from icalendar import Calendar

    event = Calendar.from_ical(one(starts_at=time(14), ends_at=ends)).walk("VEVENT")[0]
    assert event["DTEND"].dt.hour == end


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("会议\u202egnp.exe", "会议gnp.exe"),
        ("零\u200b宽", "零宽"),
        ("一行\r\nBEGIN:VEVENT\r\nSUMMARY:假", "一行 BEGIN:VEVENT SUMMARY:假"),
        ("逗号,分号;反斜\\杠", "逗号,分号;反斜\\杠"),
        ("𠮷野家👨‍👩‍👧", "𠮷野家👨‍👩‍👧"),
        ("长" * 300, "长" * 300),
    ],
)
def test_texts_read_as_they_are_and_make_no_events_of_their_own(typed, read_as):
    from icalendar import Calendar

    raw = one(summary=typed)
    found = Calendar.from_ical(raw).walk("VEVENT")
    assert [str(each["SUMMARY"]) for each in found] == [read_as]
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


def test_a_cancelled_visit_is_told_as_cancelled_and_what_is_restored_counts_on(town):
    coming = visit(town.first)
    mine = feed(town.secretary.person)

    def told() -> tuple[str, int, str]:
        event = events(mine, "visit-")[0]
        return str(event["STATUS"]), int(event["SEQUENCE"]), str(event["UID"])

    before = told()
    cancel(visit=coming, because="防汛", by=SEED)
    after = told()
    restore(visit=coming, by=SEED)
    assert (before[:2], after[:2], told()[:2]) == (("CONFIRMED", 0), ("CANCELLED", 1), ("CONFIRMED", 2))
    assert before[2] == after[2]


def test_who_comes_reads_to_whom_and_who_is_visited_reads_whose(town):
    visit(town.first)
    assert titles(feed(town.secretary.person), "visit-") == ["二七区委到访"]
    assert titles(feed(town.district_officer.person), "visit-") == ["到访汇金社区第一支部"]


def test_a_waived_duty_is_cancelled(town):
    owed = Duty.objects.filter(organization=town.first).first()
    waive(duty=owed, because="抢险", by=SEED)
    found = next(each for each in events(feed(town.secretary.person)) if str(owed.pk) in each["UID"])
    assert (str(found["STATUS"]), int(found["SEQUENCE"])) == ("CANCELLED", 1)


def test_an_officer_who_left_reads_nothing_of_the_post(town):
    personal, of_branch = feed(town.secretary.person), feed(town.secretary.person, organization=town.first)
    assert events(personal, "duty-")
    end_grant(grant=Grant.objects.get(person=town.secretary.person), on=DAY, by=_security(town))
    assert events(personal, "duty-") == []
    with pytest.raises(Refused) as refusal:
        entries_of(of_branch, on=DAY)
    assert refusal.value.code == "feeds.left"


def test_a_closed_account_reads_nothing_at_all(town):
    mine = feed(town.member.person)
    Account.objects.filter(pk=town.member.pk).update(is_active=False)
    with pytest.raises(Refused) as refusal:
        entries_of(mine, on=DAY)
    assert refusal.value.code == "feeds.left"


def test_a_feed_of_an_organisation_out_of_reach_is_refused_when_it_is_read(town):
    forged = feed(town.other_secretary.person, organization=town.first)
    with pytest.raises(Refused) as refusal:
        entries_of(forged, on=DAY)
    assert refusal.value.code == "feeds.left"


def test_a_member_reads_the_activity_days_and_what_is_in_his_hands(town):
    mine = feed(town.member.person)
    assert {str(each["UID"]).split("-")[0] for each in events(mine)} == {"activity"}
    assert events(mine, "duty-") == []


def test_it_speaks_the_language_of_its_person(town):
    visit(town.first)
    assert titles(feed(town.secretary.person, language="en"), "visit-") == ["Visit of 二七区委"]


def test_the_queries_of_a_feed_do_not_grow(town, django_assert_max_num_queries):
    for _each in range(3):
        gathering(town)
    mine = feed(town.secretary.person)
    with django_assert_max_num_queries(15):
        entries_of(mine, on=DAY)


def _security(town):
    from dataclasses import replace

    return replace(SEED, person_id=town.security_admin.person_id)


def numbered(mine, key) -> tuple[str, int, datetime]:
    """How the entry of a noun stands, under which number, and when it last changed."""
    event = next(each for each in events(mine) if str(key) in each["UID"])
    return str(event["STATUS"]), int(event["SEQUENCE"]), event["LAST-MODIFIED"].dt


def acting(account, hours: int):
    """The person of an account, so many hours after everything was issued."""
    return actor(account, MOMENT + timedelta(days=5, hours=hours))


def test_the_number_of_a_duty_rises_with_whatever_becomes_of_it(town):
    mine, office = feed(town.secretary.person), town.street_officer
    owed = Duty.objects.get(organization=town.first, institution="L05", occurrence="2018-M05")
    activity = gathering(town, "L05")
    seen = [numbered(mine, owed.pk)]
    steps = [
        lambda by: approve(submission_ids=[activity.submission_id], by=by),
        lambda by: undo(submission_ids=[activity.submission_id], because="记错了", by=by),
        lambda by: waive(duty=owed, because="抢险", by=by),
        lambda by: unwaive(duty=owed, because="已返回", by=by),
        lambda by: approve(submission_ids=[activity.submission_id], by=by),
    ]
    for hours, step in enumerate(steps, 1):
        step(acting(office, hours))
        seen.append(numbered(mine, owed.pk))
    assert [status for status, _n, _at in seen] == [*["CONFIRMED"] * 3, "CANCELLED", *["CONFIRMED"] * 2]
    assert [number for _s, number, _at in seen] == sorted({number for _s, number, _at in seen})
    assert [at for _s, _n, at in seen] == sorted({at for _s, _n, at in seen})


def test_moving_a_duty_to_another_day_is_an_act_on_it():
    publish_moving()
    place = duties.stand("B")
    duties.people(place, 3)
    owed = duties.duty(place)
    assert acts_on([owed.pk]) == {}
    free()
    moved = acts_on([owed.pk])[owed.pk]
    assert (moved.number, moved.last) == (1, BEFORE.at)


def test_a_gathering_that_is_written_anew_is_a_newer_entry_and_one_withdrawn_is_gone(town):
    mine, activity = feed(town.secretary.person), gathering(town, title="学习党章")
    _status, number, at = numbered(mine, activity.pk)
    changed = RecordEntry(
        id=activity.pk,
        organization_id=town.first.pk,
        institutions=("L05",),
        title="学习党章和准则",
        held_on=date(2018, 5, 16),
    )
    revise(entry=changed, by=acting(town.secretary, 3))
    assert "学习党章和准则" in titles(mine, "activity-")
    assert numbered(mine, activity.pk)[1] > number and numbered(mine, activity.pk)[2] > at
    withdraw(activity=activity, because="日期有误", by=acting(town.secretary, 4))
    assert titles(mine, f"activity-{activity.pk}") == []
