"""Many duties waived at once: shown first, one reason, one undo; nobody waives beyond his reach."""

import re

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.models import Duty, Waiver
from taizhang.domain.records.actions import approve
from tests.web.district import MOMENT, actor, gathering

pytestmark = pytest.mark.django_db
WAIVERS = "/duties/waivers/"


@pytest.fixture
def two(cast) -> list[str]:
    """Two open duties of the first branch."""
    return [
        str(key) for key in Duty.objects.filter(organization=cast.first).order_by("pk").values_list("pk", flat=True)[:2]
    ]


def flash(client) -> str:
    return client.get("/duties/").content.decode()


def test_the_list_offers_boxes_only_to_who_may_waive(signed_in):
    assert 'name="id"' in signed_in("district_officer").get("/duties/").content.decode()
    assert 'name="id"' not in signed_in("secretary").get("/duties/").content.decode()


def test_nothing_is_waived_by_looking(signed_in, two):
    page = signed_in("district_officer").get(WAIVERS, {"id": two}).content.decode()
    assert page.count('<input type="hidden" name="id"') == 2
    assert "豁免这 2 项" in page
    assert not Waiver.objects.standing().exists()


def test_one_reason_waives_all_and_one_undo_takes_it_back(signed_in, two):
    client = signed_in("district_officer")
    assert client.post(WAIVERS, {"id": two, "because": " 防汛值守 "}).status_code == 303
    assert set(Waiver.objects.standing().values_list("because", flat=True)) == {"防汛值守"}
    page = flash(client)
    assert "已豁免 2 项任务" in page
    undo = re.search(r'action="(/duties/waivers/\d+/withdrawal/)"', page)[1]
    assert signed_in("street_officer").post(undo).status_code in {403, 404}
    assert Waiver.objects.standing().count() == 2
    client.post(undo)
    assert not Waiver.objects.standing().exists()
    assert "已撤回 2 项豁免" in flash(client)
    assert client.post(undo).status_code == 404
    verbs = list(
        AuditEntry.objects.filter(verb__startswith="duties.").order_by("number").values_list("verb", flat=True)
    )
    assert verbs[-4:] == ["duties.waive"] * 2 + ["duties.unwaive"] * 2


@pytest.mark.parametrize("because", ["", "   ", "长" * 401])
def test_without_a_reason_that_can_be_kept_nothing_is_waived(signed_in, two, because):
    signed_in("district_officer").post(WAIVERS, {"id": two, "because": because})
    assert not Waiver.objects.standing().exists()


def test_what_is_met_or_waived_is_left_and_said(signed_in, cast, two):
    held = gathering(cast, "L05")
    approve(submission_ids=[held.submission_id], by=actor(cast.street_officer, MOMENT))
    met = str(Duty.objects.filter(fulfilment__isnull=False).first().pk)
    rest = [key for key in two if key != met][:1]
    client = signed_in("district_officer")
    page = client.get(WAIVERS, {"id": [met, *rest]}).content.decode()
    assert "不在其中" in page
    assert page.count('<input type="hidden" name="id"') == 1
    client.post(WAIVERS, {"id": [met, *rest], "because": "防汛"})
    assert Waiver.objects.standing().count() == 1
    client.post(WAIVERS, {"id": rest, "because": "再一次"})
    assert Waiver.objects.standing().get().because == "防汛"


def test_all_that_meet_the_conditions_are_meant_when_that_is_chosen(signed_in, cast):
    client = signed_in("district_officer")
    page = client.get(WAIVERS, {"organization": "HJ1", "institution": "L05", "all": "1"}).content.decode()
    meant = re.findall(r'<input type="hidden" name="id" value="([^"]+)"', page)
    of_branch = Duty.objects.filter(organization=cast.first, institution="L05")
    assert meant
    assert {str(key) for key in of_branch.values_list("pk", flat=True)} >= set(meant)


@pytest.mark.parametrize("given", [{}, {"id": "x"}, {"id": "00000000-0000-0000-0000-000000000000"}])
def test_nothing_chosen_or_nothing_within_reach_is_a_sentence(signed_in, given):
    assert signed_in("district_officer").get(WAIVERS, given).status_code in {404, 422}


def test_the_undo_of_somebody_else_and_of_no_moment_is_a_sentence(signed_in, two):
    client = signed_in("district_officer")
    for number in (1, 9_999_999_999_999_999_999):
        assert client.post(f"/duties/waivers/{number}/withdrawal/").status_code == 404


def test_fifty_duties_cost_as_many_questions_as_two(signed_in, cast, django_assert_max_num_queries):
    client = signed_in("district_officer")
    keys = [str(key) for key in Duty.objects.order_by("pk").values_list("pk", flat=True)[:50]]
    client.get(WAIVERS, {"id": keys[:2]})
    for ids in (keys[:2], keys):
        with django_assert_max_num_queries(12):
            assert client.get(WAIVERS, {"id": ids}).status_code == 200
