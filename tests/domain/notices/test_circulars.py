"""An office's circulars: whom they reach, what they may demand, their numbers, undone and recalled."""

from datetime import timedelta
from uuid import uuid4

import pytest

from taizhang.domain.access.actions import close_account
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.notices.actions.circulars import CircularEntry, issue, recall, take_back
from taizhang.domain.notices.audience import Audience
from taizhang.domain.notices.circulars import cost, issued, sent_per_organization
from taizhang.domain.notices.models import Circular, Notice
from taizhang.domain.notices.models.circular import Weight
from taizhang.domain.orgs.kinds import Category, Kind, PostKind
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Period
from tests import people
from tests.factories import access
from tests.factories.orgs import NOW, SEED

pytestmark = pytest.mark.django_db
EVERYONE = Audience(posts=(PostKind.SECRETARY,))
TEXT = "请各支部按计划开展5月主题党日，记录一次即可。"


@pytest.fixture
def cast(db):
    return people.assemble()


def written(cast, text=TEXT, audience=EVERYONE, **more):
    values = {"id": uuid4(), "organization": cast.street, "title": "关于5月主题党日的通知", **more}
    return CircularEntry(text=text, audience=audience, **values)


def by(cast, later=timedelta()):
    return access.actor(cast.street_officer).later(NOW + later)


def readers() -> set:
    return set(Notice.objects.values_list("person__name", flat=True))


def test_it_reaches_the_posts_below_and_nobody_else(cast):
    circular = issue(entry=written(cast), by=by(cast))
    assert readers() == {"周建华", "陈玉梅"}  # the third secretary has no account
    assert (circular.people, circular.minutes, circular.number) == (2, 2, 1)


def test_kinds_and_categories_narrow_it(cast):
    with pytest.raises(Refused) as refused:
        issue(entry=written(cast, audience=Audience(kinds=(Kind.JOINT_BRANCH,))), by=by(cast))
    assert refused.value.code == "notices.nobody"
    with pytest.raises(Refused):
        issue(entry=written(cast, audience=Audience(categories=(Category.NON_PUBLIC,))), by=by(cast))
    assert Circular.objects.count() == Notice.objects.count() == 0


def test_a_closed_account_is_not_counted(cast):
    close_account(account=cast.other_secretary, by=SEED)
    assert issue(entry=written(cast), by=by(cast)).people == 1


def test_numbers_of_the_year_have_no_gap_and_sending_twice_is_once(cast):
    entry = written(cast)
    first = issue(entry=entry, by=by(cast))
    assert issue(entry=entry, by=by(cast)) == first
    assert issue(entry=written(cast), by=by(cast)).number == 2
    assert issue(entry=written(cast), by=by(cast, timedelta(days=300))).number == 1
    assert Circular.objects.count() == 3


@pytest.mark.parametrize(
    ("weight", "length", "code"),
    [(Weight.SINGLE, 4001, "notices.too-long"), (Weight.OVERALL, 5001, "notices.too-long")],
)
def test_it_is_no_longer_than_its_kind_may_be(cast, weight, length, code):
    with pytest.raises(Refused) as refused:
        issue(entry=written(cast, "字" * length, weight=weight), by=by(cast))
    assert refused.value.code == code
    issue(entry=written(cast, "字" * (length - 1), weight=weight), by=by(cast))


@pytest.mark.parametrize("field", ["title", "text"])
def test_it_demands_no_report_of_how_it_was_carried_out(cast, field):
    with pytest.raises(Refused) as refused:
        issue(entry=written(cast, **{field: "请报送贯彻落实情况"}), by=by(cast))
    assert refused.value.code == "notices.demand-report"
    assert "报送贯彻落实情况" in refused.value.sentence()
    assert Notice.objects.count() == 0


def test_just_sent_and_unread_it_never_was(cast):
    circular = issue(entry=written(cast), by=by(cast))
    take_back(circular=circular, by=by(cast, timedelta(minutes=9)))
    assert (Circular.objects.count(), Notice.objects.count()) == (0, 0)
    assert AuditEntry.objects.filter(verb="circulars.take-back").count() == 1
    assert sent_per_organization(Period.parse("2018-M05")) == {}


def test_opened_or_old_it_is_not_taken_back(cast):
    circular = issue(entry=written(cast), by=by(cast))
    with pytest.raises(Refused):
        take_back(circular=circular, by=by(cast, timedelta(minutes=11)))
    Notice.objects.filter(person=cast.secretary.person).update(read_at=NOW)
    with pytest.raises(Refused) as refused:
        take_back(circular=circular, by=by(cast, timedelta(minutes=1)))
    assert refused.value.code == "notices.too-late"


def test_recalled_it_is_gone_for_who_has_not_read_it_and_explained_to_who_has(cast):
    circular = issue(entry=written(cast), by=by(cast))
    Notice.objects.filter(person=cast.secretary.person).update(read_at=NOW)
    recall(circular=circular, because="日期有误", by=by(cast, timedelta(days=1)))
    assert set(Notice.objects.values_list("person__name", "kind")) == {("周建华", "circular"), ("周建华", "recalled")}
    with pytest.raises(Refused) as refused:
        recall(circular=circular, because="再撤", by=by(cast))
    assert refused.value.code == "notices.recalled"


def test_a_recall_says_why(cast):
    circular = issue(entry=written(cast), by=by(cast))
    with pytest.raises(Refused):
        recall(circular=circular, because="  ", by=by(cast))


def test_circulars_are_counted_beside_last_year_and_by_who_received_them(cast):
    last_year = by(cast, timedelta(days=-370))
    issue(entry=written(cast), by=last_year)
    issue(entry=written(cast), by=by(cast, timedelta(days=-300)))  # later last year
    issue(entry=written(cast), by=by(cast))
    assert issued(cast.street.pk, NOW) == (1, 1)
    assert sent_per_organization(Period.parse("2018-M05")) == {cast.first.pk: 1, cast.second.pk: 1}
    assert sent_per_organization(Period.parse("2018-M04")) == {}


def test_the_leap_day_has_a_last_year(cast):
    assert issued(cast.street.pk, NOW.replace(year=2020, month=2, day=29)) == (0, 0)


def test_who_holds_two_posts_reads_it_once():
    one, two = uuid4(), uuid4()
    assert cost("字" * 301, {uuid4(): [one], uuid4(): [one, two]}).minutes == 4
