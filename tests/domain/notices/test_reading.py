"""Reading one's own notices, and how long they are kept."""

from datetime import timedelta

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.notices.models import Notice
from taizhang.domain.notices.reading import open_notice, read_all, unread, unread_again
from taizhang.domain.notices.retention import TERMS, sweep
from taizhang.kernel.errors import Refused
from tests.factories import notices, orgs

pytestmark = pytest.mark.django_db
NOW = orgs.NOW


def test_opening_reads_it_once_and_leaves_no_trace():
    notice = notices.notice()
    traces = AuditEntry.objects.count()
    open_notice(key=notice.pk, person_id=notice.person_id, now=NOW)
    again = open_notice(key=notice.pk, person_id=notice.person_id, now=NOW + timedelta(hours=1))
    assert again.read_at == NOW
    assert AuditEntry.objects.count() == traces


def test_nobody_opens_what_is_anothers():
    notice = notices.notice()
    with pytest.raises(Refused) as refused:
        open_notice(key=notice.pk, person_id=orgs.person().pk, now=NOW)
    assert refused.value.code == "notices.unknown"
    assert Notice.objects.get().read_at is None


def test_all_are_read_and_only_those_of_that_moment_come_back():
    person = orgs.person()
    first, second, other = notices.notice(person), notices.notice(person), notices.notice()
    open_notice(key=first.pk, person_id=person.pk, now=NOW - timedelta(days=1))
    assert read_all(person_id=person.pk, now=NOW) == 1
    assert (unread(person.pk), unread(other.person_id)) == (0, 1)
    assert unread_again(person_id=person.pk, read_at=NOW) == 1
    assert list(Notice.objects.of(person.pk).unread()) == [second]


def test_taking_it_back_leaves_what_came_again_since():
    first = notices.notice()
    read_all(person_id=first.person_id, now=NOW)
    from taizhang.domain.notices.about import About

    notices.notice(first.person, about=About("duty", first.about_id, "5月主题党日"))
    assert unread_again(person_id=first.person_id, read_at=NOW) == 0
    assert unread(first.person_id) == 1


def aged(days: int, *, read: bool) -> Notice:
    notice = notices.notice()
    at = NOW - timedelta(days=days)
    Notice.objects.filter(pk=notice.pk).update(at=at, read_at=at if read else None)
    return notice


def test_what_is_old_goes_and_twice_is_once():
    kept = {aged(TERMS["read"].days, read=True), aged(TERMS["unread"].days, read=False)}
    aged(TERMS["read"].days + 1, read=True), aged(TERMS["unread"].days + 1, read=False)
    gone = sweep(by=orgs.SEED)
    assert (gone["read"], gone["unread"]) == (1, 1)
    assert set(Notice.objects.all()) == kept
    traces = AuditEntry.objects.count()
    assert not any(sweep(by=orgs.SEED).values())
    assert AuditEntry.objects.count() == traces
