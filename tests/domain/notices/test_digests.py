"""The digest: once a week, on a working day, by whichever worker comes first, and nothing when there is nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from taizhang.domain.access.actions import close_account
from taizhang.domain.audit.actor import Channel, system
from taizhang.domain.notices.actions.contacts import Reach, set_contact
from taizhang.domain.notices.actions.digest import make_digests
from taizhang.domain.notices.digests import Circle, Line
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.notices.models import Contact, Delivery, Digest, Notice, Round
from taizhang.domain.notices.models.delivery import Door
from taizhang.domain.orgs.calendar import set_day
from taizhang.domain.preferences.languages import choose_language
from taizhang.kernel.errors import _
from tests.factories import access, notices, orgs

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2018, 5, 28, 9, 5, tzinfo=SHANGHAI)


def made(now=MONDAY, *sources) -> int:
    return make_digests(now=now, sources=sources, by=system(now, Channel.JOB))


def told(account, *, days_ago=1, **more) -> Notice:
    notice = notices.notice(account.person, **more)
    Notice.objects.filter(pk=notice.pk).update(at=MONDAY - timedelta(days=days_ago))
    return notice


def owing(person: UUID):
    def source(_circle: Circle) -> Iterator[tuple[UUID, Line]]:
        yield person, Line(_("{organization}: duties overdue: {count}"), {"organization": "一支部", "count": 2}, "/")

    return source


def test_who_has_something_to_be_told_gets_one_and_nobody_else():
    zhou, _chen = access.account(), access.account()
    told(zhou)
    assert made() == 1
    assert Digest.objects.get().person == zhou.person


def test_twice_in_a_week_is_once_and_the_next_week_is_another():
    zhou = access.account()
    told(zhou)
    assert [made(), made(), made(MONDAY + timedelta(days=1))] == [1, 0, 0]
    assert made(MONDAY + timedelta(days=7)) == 0  # nothing new since
    told(zhou, days_ago=-10)
    assert made(MONDAY + timedelta(days=14)) == 1
    assert Digest.objects.count() == 2


@pytest.mark.parametrize("hours", [-5, 8, 15])
def test_nothing_is_made_at_night(hours):
    told(access.account())
    assert made(MONDAY + timedelta(hours=hours)) == 0
    assert Round.objects.count() == 0


def test_on_a_holiday_it_waits_for_the_next_working_day():
    told(access.account())
    set_day(day=MONDAY.date(), is_workday=False, name="端午节", by=orgs.SEED)
    assert made() == 0
    assert made(MONDAY + timedelta(days=1)) == 1


def test_a_week_of_holidays_has_none_even_on_its_weekend():
    told(access.account())
    for number in range(7):
        set_day(day=MONDAY.date() + timedelta(days=number), is_workday=False, name="国庆节", by=orgs.SEED)
    assert [made(MONDAY + timedelta(days=number)) for number in range(7)] == [0] * 7


def test_on_a_make_up_saturday_it_may_come():
    zhou = access.account()
    Contact.objects.create(person=zhou.person, weekday=5)
    told(zhou)
    set_day(day=MONDAY.date() + timedelta(days=4), is_workday=False, name="调休", by=orgs.SEED)
    set_day(day=MONDAY.date() + timedelta(days=5), is_workday=True, name="调休", by=orgs.SEED)
    assert made(MONDAY + timedelta(days=4)) == 0
    assert made(MONDAY + timedelta(days=5)) == 1


def test_everyone_chooses_the_day_and_changing_it_brings_no_second_one():
    zhou, chen = access.account(), access.account()
    Contact.objects.create(person=chen.person, weekday=4)
    told(zhou), told(chen)
    assert made() == 1
    Contact.objects.create(person=zhou.person, weekday=4)
    told(zhou, days_ago=-2)  # new since Monday's, and yet of this week
    assert made(MONDAY + timedelta(days=3)) == 1
    assert set(Digest.objects.values_list("person", flat=True)) == {zhou.person_id, chen.person_id}


def test_a_missed_day_is_made_good_later_in_the_week():
    told(access.account())
    assert made(MONDAY + timedelta(days=4)) == 1


def test_the_hour_is_that_of_the_district_whatever_the_clock_says():
    told(access.account())
    assert made(datetime(2018, 5, 27, 18, tzinfo=UTC)) == 0  # two in the night of Monday there
    assert made(datetime(2018, 5, 28, 1, 5, tzinfo=UTC)) == 1


def test_a_closed_account_gets_nothing():
    zhou = access.account()
    told(zhou)
    close_account(account=zhou, by=orgs.SEED)
    assert made() == 0


def test_what_was_told_is_not_told_again_though_it_stays_unread():
    zhou = access.account()
    told(zhou)
    made()
    made(MONDAY + timedelta(days=7))
    assert Digest.objects.count() == 1
    assert Notice.objects.unread().count() == 1


def test_without_a_channel_it_is_a_line_in_the_inbox_when_it_says_more_than_the_inbox():
    zhou, chen = access.account(), access.account()
    told(chen)
    assert made(MONDAY, owing(zhou.person_id)) == 2
    line = Notice.objects.get(kind=Kind.DIGEST)
    assert (line.person, line.link, line.values) == (zhou.person, "/me/digest/", {"count": 1})


def wired(account, connector, text="zhou@example.org"):
    set_contact(person=account.person, weekday=1, addresses={connector.pk: Reach(text)}, by=access.actor(account))


def test_with_channels_it_waits_at_each_in_the_readers_language_without_what_anybody_wrote():
    zhou = access.account()
    wired(zhou, notices.connector(Door.EMAIL))
    wired(zhou, notices.connector(Door.WEBHOOK), "zhou")
    told(zhou, values={"because": "王某病假"})
    choose_language(account=zhou, code="en")
    made(MONDAY, owing(zhou.person_id))
    one, other = Delivery.objects.all()
    assert one.text == other.text
    assert "duties overdue: 2" in one.text
    assert "Duty waived: 1" in one.text
    assert "王某" not in one.text + one.subject
    assert Notice.objects.filter(kind=Kind.DIGEST).count() == 0


def test_who_wants_nothing_by_a_channel_gets_nothing_by_it():
    zhou, connector = access.account(), notices.connector(Door.EMAIL)
    reach = {connector.pk: Reach("zhou@example.org", wanted=False)}
    set_contact(person=zhou.person, weekday=1, addresses=reach, by=access.actor(zhou))
    told(zhou)
    assert made() == 1
    assert Delivery.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("一支部：逾期任务2项", "任务已豁免：1条", "2018年6月5日")),
        ("zh-hant", ("一支部：逾期任務2項", "任務已豁免：1條", "2018年6月5日")),
        ("en", ("一支部: duties overdue: 2", "Duty waived: 1", "June 5, 2018")),
    ],
)
def test_each_reads_it_in_his_own_language_though_all_are_made_at_once(language, words):
    readers = {code: access.account() for code in ("zh-hans", "zh-hant", "en")}
    door = notices.connector(Door.EMAIL)

    def sources(_circle: Circle) -> Iterator[tuple[UUID, Line]]:
        for account in readers.values():
            yield from owing(account.person_id)(_circle)
            values = {"title": "修缮活动室", "due_on": "2018-06-05"}
            yield account.person_id, Line(_("In your hands until {due_on}: {title}"), values)

    for code, account in readers.items():
        wired(account, door, f"{code}@example.org")
        choose_language(account=account, code=code)
        told(account)
    assert made(MONDAY, sources) == 3
    text = Delivery.objects.get(digest__person=readers[language].person).text
    assert [each for each in words if each not in text] == [], text
