"""One's own digest and how one is reached: how things stand, and addresses that are nobody else's."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from taizhang.domain.assessments.actions.reporting import hand_in
from taizhang.domain.assessments.actions.reviewing import MeetingEntry, add_report, call_meeting, call_off
from taizhang.domain.audit.actor import Channel, system
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.notices.actions.digest import make_digests
from taizhang.domain.notices.digests import Circle, gather
from taizhang.domain.notices.models import Address, Contact, Delivery, Digest, Notice
from taizhang.domain.notices.models.delivery import Door
from taizhang.domain.orgs.secrets import reveal
from taizhang.domain.records.actions import approve, send_back
from taizhang.web.notices.sources import SOURCES
from tests.factories import notices
from tests.web.district import actor, browser_of, district, gathering

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 5, 31, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def cast(db, demo_day):
    cast = district()
    Notice.objects.all().delete()  # of the rules that were published for it
    return cast


def text_of(response) -> str:
    return response.content.decode()


def lines(account=None) -> dict:
    """What everyone would be told, or one."""
    return {
        person: [line.spoken() for line in content.lines]
        for person, content in gather(Circle(NOW, account), SOURCES).items()
    }


def test_who_records_is_told_what_is_owed_and_members_are_not(cast):
    told = lines()
    assert any("汇金一支部：" in line and "任务" in line for line in told[cast.secretary.person_id])
    assert told[cast.recorder.person_id] == told[cast.secretary.person_id]
    assert not {cast.member.person_id, cast.leader.person_id, cast.system_admin.person_id} & told.keys()


def test_who_reviews_is_told_what_waits_and_nobody_above(cast):
    gathering(cast)
    told = lines()
    assert told[cast.street_officer.person_id] == ["五里堡街道：待审核记录1条，最早的已等14天"]
    assert cast.district_officer.person_id not in told


def test_who_handed_in_is_told_what_was_returned_and_approved(cast):
    first, second = gathering(cast), gathering(cast, "L04", title="党课")
    office = actor(cast.street_officer, NOW)
    send_back(submission_id=first.submission_id, because="缺议题", by=office)
    approve(submission_ids=[second.submission_id], by=office)
    told = lines()[cast.secretary.person_id]
    assert "退回您修改的记录：1条" in told
    assert "近一周您的记录通过审核：1条" in told
    assert cast.street_officer.person_id not in lines()


def test_a_secretary_is_told_of_the_self_report_that_is_due_until_it_is_handed_in(cast):
    by = actor(cast.street_officer, NOW)
    meeting = call_meeting(entry=MeetingEntry(cast.street, 2018, date(2018, 6, 20), below=False), by=by)
    report = add_report(meeting=meeting, organization=cast.first, by=by)
    sentence = "汇金一支部：2018年度述职报告尚未提交，述职评议会定于2018年6月20日召开"
    told = {person: own.count(sentence) for person, own in lines().items() if sentence in own}
    assert told == {cast.secretary.person_id: 1}
    page = browser_of(cast.secretary).get("/me/digest/").content.decode()
    assert f"/review-meetings/reports/{report.pk}/self-report/" in page
    made = make_digests(now=NOW, sources=SOURCES, by=system(NOW, Channel.JOB))
    assert made and not Delivery.objects.exists()  # within the digest of the week, never by itself
    hand_in(report=report, text="按月过好组织生活。", by=actor(cast.secretary, NOW))
    assert sentence not in lines()[cast.secretary.person_id]


def test_nobody_is_told_of_a_report_months_ahead_or_of_a_meeting_that_was_called_off(cast):
    by = actor(cast.street_officer, NOW)
    far = call_meeting(entry=MeetingEntry(cast.street, 2018, date(2018, 7, 20), below=False), by=by)
    add_report(meeting=far, organization=cast.first, by=by)
    assert not [line for own in lines().values() for line in own if "述职" in line]
    call_off(meeting=far, because="改期", by=by)
    near = call_meeting(entry=MeetingEntry(cast.street, 2018, date(2018, 6, 20), below=False), by=by)
    add_report(meeting=near, organization=cast.first, by=by)
    assert len([line for own in lines().values() for line in own if "述职" in line]) == 1
    call_off(meeting=near, because="改期", by=by)
    assert not [line for own in lines().values() for line in own if "述职" in line]


@pytest.mark.parametrize("part", ["secretary", "street_officer", "member", "district_officer", "system_admin"])
def test_the_preview_says_what_the_digest_would(cast, part):
    gathering(cast)
    account = getattr(cast, part)
    assert lines(account).get(account.person_id) == lines().get(account.person_id)


def test_the_page_shows_it_and_when_it_comes(cast):
    page = text_of(browser_of(cast.secretary).get("/me/digest/"))
    assert "汇金一支部：" in page
    assert "下一份在2018年6月4日" in page.replace(" ", "")


def test_who_has_nothing_to_be_told_reads_so(cast):
    assert "无事不发摘要" in text_of(browser_of(cast.member).get("/me/digest/"))


def test_the_digests_of_everyone_ask_as_often_for_many_as_for_one(cast, django_assert_max_num_queries):
    gathering(cast)
    with django_assert_max_num_queries(45):
        made = make_digests(now=NOW, sources=SOURCES, by=system(NOW, Channel.JOB))
    assert made == Digest.objects.count() == 4


def test_addresses_are_kept_sealed_and_out_of_the_trail(cast):
    mail = notices.connector(Door.EMAIL, name="邮件")
    browser = browser_of(cast.secretary)
    typed = {"weekday": "3", f"to_{mail.pk}": " zhou@example.org ", f"on_{mail.pk}": "on"}
    assert "今后按此方式通知您" in text_of(browser.post("/me/contact/", typed, follow=True))
    address = Address.objects.get()
    assert reveal(address.sealed) == "zhou@example.org"
    assert "zhou@" not in address.sealed
    assert Contact.objects.get().weekday == 3
    entry = AuditEntry.objects.get(verb="contacts.set")
    assert "zhou@" not in f"{entry.subject_label}{entry.details}"
    assert "zhou@example.org" in text_of(browser.get("/me/contact/"))
    assert "zhou@example.org" not in text_of(browser_of(cast.recorder).get("/me/contact/"))


def test_emptied_it_is_deleted(cast):
    mail = notices.connector(Door.EMAIL)
    notices.address(cast.secretary.person, mail)
    browser_of(cast.secretary).post("/me/contact/", {"weekday": "1", f"to_{mail.pk}": ""})
    assert Address.objects.count() == 0


def test_a_wrong_address_is_refused_and_nothing_is_kept(cast):
    mail = notices.connector(Door.EMAIL)
    page = text_of(browser_of(cast.secretary).post("/me/contact/", {"weekday": "2", f"to_{mail.pk}": "zhou"}))
    assert "无法通过此渠道送达" in page
    assert (Address.objects.count(), Contact.objects.count()) == (0, 0)


@pytest.mark.parametrize("weekday", ["0", "6", "x", ""])
def test_a_digest_comes_on_a_weekday(cast, weekday):
    browser_of(cast.secretary).post("/me/contact/", {"weekday": weekday})
    assert Contact.objects.count() == 0


def test_the_message_names_nothing_that_somebody_wrote(cast):
    mail = notices.connector(Door.EMAIL)
    notices.address(cast.secretary.person, mail)
    first = gathering(cast)
    send_back(submission_id=first.submission_id, because="王师傅病假材料不全", by=actor(cast.street_officer, NOW))
    make_digests(now=NOW, sources=SOURCES, by=system(NOW, Channel.JOB))
    delivery = Delivery.objects.get()
    assert "退回您修改的记录：1条" in delivery.text
    assert "王师傅" not in delivery.subject + delivery.text
