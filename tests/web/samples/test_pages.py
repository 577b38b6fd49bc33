"""A peer sees what was drawn for him and nothing else; the branch reads what was found, others see numbers."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from taizhang.domain.cases.actions import ReadingEntry, draw_samples, give_reading
from taizhang.domain.cases.models import Reading, SampleDraw
from taizhang.domain.records.actions import approve
from taizhang.kernel.periods import Period
from tests.web.district import actor, gathering

pytestmark = pytest.mark.django_db
AT = datetime(2018, 5, 6, 2, tzinfo=UTC)
SAID = {"clear": "1", "concrete": "0", "genuine": "1", "remark": "决议可以再具体些"}


@pytest.fixture
def reading(cast):
    held = gathering(
        cast, "L05", held_on=date(2018, 4, 16), at=datetime(2018, 4, 17, 1, tzinfo=UTC), minutes="王师傅发言"
    )
    approve(submission_ids=[held.submission_id], by=actor(cast.street_officer, datetime(2018, 4, 18, tzinfo=UTC)))
    draw = draw_samples(month=Period.parse("2018-M04"), by=actor(cast.district_officer, AT), seed="5eed")
    peer = cast.leader.person  # stands for a secretary of another street
    return Reading.objects.create(draw=draw, sample=draw.samples.get(), person=peer, ticket="0" * 64, assigned_at=AT)


def test_the_peer_reads_without_names_and_answers(signed_in, reading, cast):
    browser = signed_in("leader")
    page = browser.get("/samples/mine/").content.decode()
    assert "发言" in page
    assert "王师傅" not in page
    assert "汇金" not in page.split("<main")[1]
    assert browser.post(f"/samples/mine/{reading.pk}/", {**SAID, "genuine": ""}).status_code == 422
    assert browser.post(f"/samples/mine/{reading.pk}/", SAID).status_code == 303
    assert "没有抽到" in browser.get("/samples/mine/").content.decode()


def test_the_branch_reads_the_remark_and_others_see_numbers_only(signed_in, reading, cast):
    give_reading(reading=reading, entry=ReadingEntry(True, False, True, "决议可以再具体些"), by=actor(cast.leader, AT))
    own = signed_in("secretary").get("/samples/").content.decode()
    assert "决议可以再具体些" in own
    assert cast.leader.person.name not in own
    for part in ("street_officer", "district_officer", "leader"):
        page = signed_in(part).get("/samples/").content.decode()
        assert "决议可以再具体些" not in page
        assert "1/1" in page
    assert "1/1" not in signed_in("other_secretary").get("/samples/").content.decode()


@pytest.mark.parametrize("part", ["secretary", "member", "district_officer", "system_admin"])
def test_nobody_else_opens_answers_or_declines_it(signed_in, reading, part):
    browser = signed_in(part)
    assert "发言" not in browser.get("/samples/mine/").content.decode()
    for key in (reading.pk, uuid4()):
        assert browser.post(f"/samples/mine/{key}/", SAID).status_code == 404
        assert browser.post(f"/samples/mine/{key}/declining/", {"words": "忙"}).status_code == 404
    assert Reading.objects.waiting().get() == reading


def test_only_the_district_draws(signed_in, cast):
    assert signed_in("street_officer").post("/samples/draws/", {"month": "2018-M04"}).status_code == 403
    for month in ("", "2018-M13", "2018-M05", "x" * 500):
        signed_in("district_officer").post("/samples/draws/", {"month": month})
    assert not SampleDraw.objects.exists()


def test_the_tickets_are_there_for_everyone_to_check(signed_in, reading):
    browser = signed_in("secretary")
    page = browser.get("/samples/2018-M04/").content.decode()
    assert "5eed" in page
    text = browser.get("/samples/2018-M04/tickets/").content.decode()
    assert reading.sample.ticket in text
    assert str(reading.sample.activity_id) in text
    assert browser.get("/samples/2018-M03/").status_code == 404
