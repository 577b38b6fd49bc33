"""A red light offers help: to the branch first, once a month, never as a mark."""

from datetime import UTC, date, datetime

import pytest

from taizhang.domain.access.models import Account
from taizhang.domain.audit.actor import Actor, Channel, system
from taizhang.domain.cases.actions import answer, ask, close, sweep_lights
from taizhang.domain.cases.measures import summary
from taizhang.domain.cases.models import Case
from taizhang.domain.cases.moves import CaseState
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.queries import lights, owed_now
from taizhang.domain.notices.models import Notice
from taizhang.domain.orgs.kinds import PostKind
from taizhang.domain.points.models import PointEntry
from taizhang.kernel.errors import Refused
from taizhang.kernel.measures import Light
from tests.factories.duties import claimed, fulfil, pack, pack_file
from tests.web.district import actor, district

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 29)


def at(day: int) -> datetime:
    return datetime(2018, 5, day, 1, tzinfo=UTC)


def sweep(day: int = 29):
    return sweep_lights(on=date(2018, 5, day), by=system(at(day), Channel.JOB))


def offered(organization) -> Case:
    return Case.objects.standing().get(organization=organization)


@pytest.fixture
def cast(settings):
    settings.TODAY = DAY
    statement = pack_file().content["lights"]
    pack(lights={**statement, "green_up_to": 1, "yellow_up_to": 3})
    return district()


def by(account: Account, day: int) -> Actor:
    return actor(account, at(day))


def test_each_red_branch_is_offered_help_once_however_often_it_is_swept(cast):
    red = {key for key, line in lights(["/"], DAY).items() if line.light is Light.RED}
    assert cast.first.pk in red
    assert sweep().opened == len(red)
    assert sweep().opened == sweep(30).opened == 0
    assert set(Case.objects.values_list("organization_id", flat=True)) == red


def test_the_branch_hears_and_sees_it_first_and_the_office_a_day_later(cast):
    sweep()
    case = offered(cast.first)
    assert case.shared_on == date(2018, 5, 30)
    assert not Case.objects.shared(DAY).exists()
    told = set(Notice.objects.values_list("person_id", flat=True))
    assert cast.secretary.person_id in told
    assert cast.street_officer.person_id not in told


def test_it_goes_to_a_named_post_of_the_office_above(cast):
    sweep()
    case = offered(cast.first)
    assert case.office == cast.street
    assert case.contact.posts.filter(organization=cast.street, kind=PostKind.OFFICE_STAFF).exists()


def test_a_light_that_turned_red_today_waits_a_day(cast):
    first = date(2018, 5, 1)
    assert sweep_lights(on=first, by=system(at(1), Channel.JOB)).opened == 0  # the duties of May were issued that day
    assert lights(["/"], first)[cast.first.pk].light is Light.RED


def test_an_offer_ends_by_itself_when_the_light_is_red_no_more(cast):
    sweep()
    owed = [each for each in owed_now(cast.first.pk, DAY) if not each.done]
    fulfil(claims=[claimed(each, at=at(29), held_on=DAY) for each in owed], by=actor(cast.street_officer, at(29)))
    assert sweep(30).ended == 1
    assert offered(cast.first).state is CaseState.CLOSED


def test_a_branch_that_asks_is_heard_at_once(cast):
    sweep()
    ask(case=offered(cast.first), words="不会填党费", by=by(cast.secretary, 29))
    assert Case.objects.shared(DAY).get() == offered(cast.first)
    assert Notice.objects.filter(kind="case-opened", about_id=offered(cast.first).pk).exists()
    answer(case=offered(cast.first), words="已上门讲解。", by=by(cast.street_officer, 30))
    assert offered(cast.first).state is CaseState.ANSWERED


def test_a_branch_may_say_that_no_help_is_needed_and_is_not_asked_again_that_month(cast):
    sweep()
    close(case=offered(cast.first), because="不需要帮扶。", by=by(cast.secretary, 29))
    sweep(30)
    assert offered(cast.first).state is CaseState.CLOSED


def test_only_what_was_offered_is_asked_for(cast):
    from tests.factories import cases

    with pytest.raises(Refused, match="offered"):
        ask(case=cases.case(cast.member.person), words="", by=by(cast.secretary, 29))


def test_help_brings_no_points_and_no_duty(cast):
    before = (PointEntry.objects.count(), Duty.objects.count())
    sweep()
    ask(case=offered(cast.first), words="", by=by(cast.secretary, 29))
    assert (PointEntry.objects.count(), Duty.objects.count()) == before


def test_the_public_numbers_count_no_offers(cast):
    sweep()
    assert summary(date(2018, 5, 1), date(2018, 5, 31), DAY) == []
