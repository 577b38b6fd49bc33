"""A return is taken back while the recorder has not acted; what waits follows a branch that moves."""

from datetime import date, timedelta

import pytest

from taizhang.domain.access.actions import give
from taizhang.domain.access.roles import Reach, Role
from taizhang.domain.orgs.actions.founding import OrganizationEntry, found
from taizhang.domain.orgs.actions.tree import move
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.records.actions import recall, send_back
from taizhang.domain.records.actions.record import revise
from taizhang.domain.records.drafts import save_draft
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.models import Activity
from taizhang.domain.reviews.actions import readdress
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.errors import Refused
from tests.web.district import MOMENT, actor, browser_of, gathering

pytestmark = pytest.mark.django_db
LATER = MOMENT + timedelta(hours=2)


@pytest.fixture
def returned(cast) -> Activity:
    activity = gathering(cast)
    send_back(submission_id=activity.submission_id, because="缺少议题", by=actor(cast.street_officer))
    return activity


def state(activity: Activity) -> str:
    return Submission.objects.get(pk=activity.submission_id).state


def test_sending_back_offers_undo_and_undo_lets_it_wait_again(signed_in, cast):
    activity = gathering(cast)
    client = signed_in("street_officer")
    client.post(f"/reviews/{activity.submission_id}/return/", {"because": "缺少议题"})
    assert f"/reviews/{activity.submission_id}/recall/" in client.get("/reviews/").content.decode()
    response = client.post(f"/reviews/{activity.submission_id}/recall/", follow=True)
    assert "重新待审" in response.content.decode() and state(activity) == "submitted"
    assert "已撤销退回" in signed_in("secretary").get(f"/records/{activity.pk}/").content.decode()


def test_a_returned_record_offers_it_on_its_page_too(signed_in, cast, returned):
    assert "撤销退回" in signed_in("street_officer").get(f"/reviews/{returned.submission_id}/").content.decode()


def test_the_recorder_s_own_office_and_others_may_not(signed_in, cast, returned):
    for part, status in (("secretary", 403), ("other_secretary", 403), ("leader", 403)):
        assert signed_in(part).post(f"/reviews/{returned.submission_id}/recall/").status_code == status
    assert state(returned) == "returned"


def test_what_was_handed_in_again_or_is_being_mended_is_not_recalled(cast, returned):
    save_draft(id=returned.pk, organization=cast.first, person=cast.secretary.person, body={"title": ["改"]}, at=LATER)
    with pytest.raises(Refused) as refusal:
        recall(submission_id=returned.submission_id, by=actor(cast.street_officer, LATER))
    assert refusal.value.code == "records.mending"
    entry = RecordEntry(
        id=returned.pk, organization_id=cast.first.pk, institutions=("L05",), title="改", held_on=returned.held_on
    )
    revise(entry=entry, by=actor(cast.secretary, LATER))
    with pytest.raises(Refused) as refusal:
        recall(submission_id=returned.submission_id, by=actor(cast.street_officer, LATER))
    assert refusal.value.code == "workflow.impossible"


def test_nobody_recalls_the_return_of_his_own_record(cast, returned):
    with pytest.raises(Refused) as refusal:
        recall(submission_id=returned.submission_id, by=actor(cast.secretary, LATER))
    assert refusal.value.code == "reviews.own"


@pytest.fixture
def moved(cast, signed_in):
    """A branch with a record that waits has moved to another street, whose office has an officer of its own."""
    activity = gathering(cast)
    by = actor(cast.district_officer, MOMENT)
    day = date(2018, 5, 17)
    name = ("410103011", "中共二七区铭功路街道工作委员会", "铭功路街道")
    entry = OrganizationEntry(*name, Kind.STREET, Category.COMMUNITY, day, cast.district.code)
    street = found(entry=entry, by=by)
    move(organization=cast.first, under=street, on=day, because="区划调整", by=by)
    return activity, street


def test_what_waits_goes_to_the_office_of_the_new_street(signed_in, cast, moved):
    activity, street = moved
    person = cast.member.person
    give(
        person=person,
        role=Role.OFFICE,
        organization=street,
        reach=Reach.SUBTREE,
        starts_on=LATER.date(),
        by=actor(cast.security_admin),
    )
    theirs = browser_of(cast.reloaded("member"))
    assert activity.title in theirs.get("/reviews/").content.decode()
    assert activity.title not in signed_in("street_officer").get("/reviews/").content.decode()
    assert theirs.post(f"/reviews/{activity.submission_id}/approval/").status_code == 303
    assert state(activity) == "approved"


def test_at_night_it_is_addressed_anew_once(cast, moved):
    activity, street = moved
    by = actor(cast.district_officer, LATER)
    assert readdress(on=date(2018, 5, 18), by=by) == 1
    assert Submission.objects.get(pk=activity.submission_id).reviewer_id == street.pk
    assert readdress(on=date(2018, 5, 18), by=by) == 0
