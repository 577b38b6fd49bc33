"""Reviewing: whose records come before whom, approving and sending back, one at a time and many at once."""

from datetime import UTC, date, datetime

import pytest

from taizhang.domain.duties.models import Fulfilment
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.actions import revise, send_back
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.models import Activity
from taizhang.domain.reviews.models import Submission
from tests.web.district import actor, browser_of, gathering


def state(activity: Activity) -> str:
    return Submission.objects.get(pk=activity.submission_id).state


@pytest.fixture
def waiting(cast) -> list[Activity]:
    """Three records that wait for the street's office."""
    return [
        gathering(cast, title="一支部主题党日"),
        gathering(cast, of=cast.second, by=cast.other_secretary, title="二支部主题党日"),
        gathering(cast, of=cast.joint, by=cast.secretary, title="联合支部主题党日", held_on=date(2018, 5, 3)),
    ]


def test_the_office_sees_what_waits_for_it(signed_in, cast, waiting):
    unit = gathering(cast, of=cast.unit_branch, title="机关支部主题党日")
    page = signed_in("street_officer").get("/reviews/").content.decode()
    assert all(each.title in page for each in waiting)
    assert unit.title not in page


def test_the_district_sees_its_own_queue_and_every_other_when_asked(signed_in, cast, waiting):
    client = signed_in("district_officer")
    assert "一支部主题党日" not in client.get("/reviews/").content.decode()
    assert "一支部主题党日" in client.get("/reviews/?everyone=1").content.decode()


def test_who_may_not_review_has_no_queue(signed_in, cast, waiting):
    for part in ("secretary", "recorder", "leader", "member"):
        assert signed_in(part).get("/reviews/").status_code == 403
        assert signed_in(part).post(f"/reviews/{waiting[0].submission_id}/approval/").status_code == 403
    assert state(waiting[0]) == "submitted"


def test_an_office_elsewhere_finds_nothing_to_decide(signed_in, cast):
    unit = gathering(cast, of=cast.unit_branch)
    office = signed_in("street_officer")
    assert office.get(f"/reviews/{unit.submission_id}/").status_code == 404
    assert office.post(f"/reviews/{unit.submission_id}/approval/").status_code == 404
    assert office.post("/reviews/approvals/", {"id": [unit.submission_id]}).status_code in (303, 404)
    assert state(unit) == "submitted"


def test_the_queue_is_narrowed_by_its_address(signed_in, cast, waiting):
    client = signed_in("street_officer")
    assert "一支部主题党日" not in client.get("/reviews/?organization=HJ2").content.decode()
    late = client.get("/reviews/?late=1").content.decode()
    assert "联合支部主题党日" in late
    assert "一支部主题党日" not in late
    assert "主题党日</a>" not in client.get("/reviews/?days=7").content.decode()
    assert "主题党日</a>" not in client.get("/reviews/?institution=L04").content.decode()


def test_sorted_by_days_waiting_the_latest_stand_first_and_the_longest_when_turned(signed_in, waiting):
    first, *_others, last = waiting
    Submission.objects.filter(pk=first.submission_id).update(submitted_at=datetime(2018, 5, 2, tzinfo=UTC))
    Submission.objects.filter(pk=last.submission_id).update(submitted_at=datetime(2018, 5, 17, tzinfo=UTC))
    for way, one, other in (("waits", last, first), ("-waits", first, last)):
        page = signed_in("street_officer").get(f"/reviews/?sort={way}").content.decode()
        assert page.index(one.title) < page.index(other.title)


def test_one_click_approves_and_shows_the_next(signed_in, cast, waiting):
    response = signed_in("street_officer").post(f"/reviews/{waiting[0].submission_id}/approval/")
    assert response.url.startswith(f"/reviews/{waiting[1].submission_id}/")
    assert state(waiting[0]) == "approved"
    assert Fulfilment.objects.standing().filter(source_id=waiting[0].pk).exists()
    assert PointEntry.objects.filter(source_id=waiting[0].pk).exists()


def test_an_approval_is_undone_in_one_click(signed_in, cast, waiting):
    client = signed_in("street_officer")
    page = client.post(f"/reviews/{waiting[0].submission_id}/approval/", follow=True).content.decode()
    undo = page.split('action="/reviews/approvals/')[1].split('"')[0]
    client.post(f"/reviews/approvals/{undo}")
    assert state(waiting[0]) == "submitted"
    assert not Fulfilment.objects.standing().exists()
    assert sum(PointEntry.objects.values_list("amount", flat=True)) == 0


def test_sending_back_needs_a_reason(signed_in, cast, waiting):
    client, address = signed_in("street_officer"), f"/reviews/{waiting[0].submission_id}/return/"
    client.post(address, {"because": " "})
    assert state(waiting[0]) == "submitted"
    client.post(address, {"because": "请补充议题"})
    assert state(waiting[0]) == "returned"


def test_nobody_approves_a_record_of_his_own(signed_in, cast):
    from taizhang.domain.access.roles import Reach, Role
    from tests.factories.access import grant

    grant(cast.secretary, Role.OFFICE, cast.street, Reach.SUBTREE)
    own = gathering(cast)
    client = browser_of(cast.reloaded("secretary"))
    assert "您本人提交" in client.get(f"/reviews/{own.submission_id}/").content.decode()
    client.post(f"/reviews/{own.submission_id}/approval/")
    assert state(own) == "submitted"


def test_the_second_of_two_reviewers_hears_who_was_first(signed_in, cast, waiting):
    signed_in("district_officer").post(f"/reviews/{waiting[0].submission_id}/approval/")
    client = signed_in("street_officer")
    response = client.post(
        f"/reviews/{waiting[0].submission_id}/approval/", follow=True, headers={"Referer": "http://testserver/reviews/"}
    )
    assert "孙丽" in response.content.decode()
    assert PointEntry.objects.filter(source_id=waiting[0].pk, person=None).count() == 1


def test_what_changed_since_the_last_look_is_marked(signed_in, cast):
    activity = gathering(cast, title="五月活动")
    send_back(submission_id=activity.submission_id, because="名称不完整", by=actor(cast.street_officer))
    entry = RecordEntry(
        id=activity.pk,
        organization_id=cast.first.pk,
        institutions=("L05",),
        title="五月主题党日",
        held_on=activity.held_on,
        topics=("学习报告",),
    )
    revise(entry=entry, by=actor(cast.secretary, datetime(2018, 5, 17, 3, tzinfo=UTC)))
    page = signed_in("street_officer").get(f"/reviews/{activity.submission_id}/").content.decode()
    assert "<del>五月活动</del>" in page
    assert "<ins>五月主题党日</ins>" in page
    assert "<ins>学习报告</ins>" in page


def test_a_batch_is_shown_before_it_is_done_and_undone_as_a_whole(signed_in, cast, waiting):
    client, keys = signed_in("street_officer"), [str(each.submission_id) for each in waiting]
    page = client.get("/reviews/approvals/", {"id": keys}).content.decode()
    assert all(key in page for key in keys)
    assert not Fulfilment.objects.standing().exists()
    done = client.post("/reviews/approvals/", {"id": keys}, follow=True).content.decode()
    assert {state(each) for each in waiting} == {"approved"}
    undo = done.split('action="/reviews/approvals/')[1].split('"')[0]
    client.post(f"/reviews/approvals/{undo}")
    assert {state(each) for each in waiting} == {"submitted"}
    assert not Fulfilment.objects.standing().exists()


def test_what_a_batch_skips_is_told_with_the_reason(signed_in, cast, waiting):
    signed_in("district_officer").post(f"/reviews/{waiting[0].submission_id}/approval/")
    client, keys = signed_in("street_officer"), [str(each.submission_id) for each in waiting]
    assert "孙丽" in client.get("/reviews/approvals/", {"id": keys}).content.decode()
    client.post("/reviews/approvals/", {"id": keys})
    assert {state(each) for each in waiting} == {"approved"}


def test_nobody_undoes_what_somebody_else_approved(signed_in, cast, waiting):
    page = (
        signed_in("street_officer").post(f"/reviews/{waiting[0].submission_id}/approval/", follow=True).content.decode()
    )
    undo = page.split('action="/reviews/approvals/')[1].split('"')[0]
    assert signed_in("district_officer").post(f"/reviews/approvals/{undo}").status_code == 404
    assert state(waiting[0]) == "approved"


def test_an_empty_batch_is_refused_in_a_sentence(signed_in, cast):
    response = signed_in("street_officer").get("/reviews/approvals/")
    assert response.status_code == 422
    assert "没有选择记录" in response.content.decode()


def test_the_queue_and_a_record_cost_a_fixed_number_of_queries(signed_in, cast, django_assert_max_num_queries):
    client = signed_in("street_officer")
    for day in range(1, 4):
        first = gathering(cast, title=f"第{day}次", held_on=date(2018, 5, day))
    with django_assert_max_num_queries(15):
        client.get("/reviews/")
    with django_assert_max_num_queries(15):
        client.get(f"/reviews/{first.submission_id}/")
    for day in range(1, 31):
        gathering(cast, title=f"四月第{day}次", held_on=date(2018, 4, day))
    with django_assert_max_num_queries(15):
        assert client.get("/reviews/").content.decode().count("四月第") == 30
    keys = list(Submission.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(15):
        client.get("/reviews/approvals/", {"id": keys})
