"""An approval is taken back on the record's review; behind a locked result none is, and of a batch nothing is."""

from datetime import date
from uuid import uuid4

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.actions.seal import lift, seal
from taizhang.domain.duties.models import Fulfilment
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.models import Activity
from taizhang.domain.reviews.models import Step, Submission
from taizhang.kernel.periods import Period
from tests.web.district import actor, gathering

pytestmark = pytest.mark.django_db
BECAUSE = {"because": "到会人数与签到表不一致，请核对签到表后重新提交"}


@pytest.fixture
def office(signed_in):
    return signed_in("street_officer")


@pytest.fixture
def approved(cast, office) -> Activity:
    activity = gathering(cast)
    office.post(f"/reviews/{activity.submission_id}/approval/")
    return activity


def sealed(cast, month: str, source_id=None) -> None:
    """The results of a month of the district were locked."""
    by = actor(cast.district_officer)
    source_id = source_id or uuid4()
    seal(office=cast.district, period=Period.parse(month), label="月度考核", source_id=source_id, by=by)


def state(activity: Activity) -> str:
    return Submission.objects.get(pk=activity.submission_id).state


def written() -> tuple[int, ...]:
    """How much of everything that an undoing writes there is."""
    standing = Fulfilment.objects.standing().count()
    return standing, PointEntry.objects.count(), Step.objects.count(), AuditEntry.objects.count()


def test_an_approval_is_taken_back_with_its_reason_and_the_record_waits_again(cast, office, approved):
    there = f"/reviews/{approved.submission_id}/"
    assert "撤销审核通过" in office.get(there).content.decode()
    assert there in office.get(f"/records/{approved.pk}/").content.decode()
    answer = office.post(f"{there}reopening/", BECAUSE, follow=True)
    assert "重新待审" in answer.content.decode() and state(approved) == "submitted"
    assert not Fulfilment.objects.standing().exists()
    assert BECAUSE["because"] in office.get(f"/records/{approved.pk}/").content.decode()


def test_without_a_reason_and_by_who_does_not_review_nothing_is_taken_back(signed_in, office, approved):
    there = f"/reviews/{approved.submission_id}/reopening/"
    assert "说明理由" in office.post(there, {"because": " "}, follow=True).content.decode()
    for part in ("secretary", "other_secretary", "leader"):
        assert signed_in(part).post(there, BECAUSE).status_code == 403
    assert state(approved) == "approved"


def test_behind_a_locked_result_it_stays_and_the_sentence_says_which_who_and_how(cast, office, approved):
    source = uuid4()
    sealed(cast, "2018-M05", source)
    before, there = written(), f"/reviews/{approved.submission_id}/"
    page = office.post(f"{there}reopening/", BECAUSE, HTTP_REFERER=f"http://testserver{there}", follow=True)
    said = page.content.decode()
    for words in ("汇金一支部", "月度考核", "孙丽锁定", "两人说明理由后解锁", BECAUSE["because"]):
        assert words in said
    assert (state(approved), written()) == ("approved", before)
    lift(source_id=source, by=actor(cast.district_officer))
    office.post(f"{there}reopening/", BECAUSE)
    assert state(approved) == "submitted"


def test_of_a_batch_in_which_one_lies_behind_a_locked_result_nothing_is_taken_back(cast, office):
    april = gathering(cast, title="四月主题党日", held_on=date(2018, 4, 16))
    may = gathering(cast, of=cast.second, by=cast.other_secretary, title="五月主题党日")
    keys = [each.submission_id for each in (april, may)]
    page = office.post("/reviews/approvals/", {"id": keys}, follow=True).content.decode()
    undo = page.split('action="/reviews/approvals/')[1].split('"')[0]
    assert Fulfilment.objects.standing().values("duty__organization").distinct().count() == 2
    sealed(cast, "2018-M04")
    before = written()
    said = office.post(f"/reviews/approvals/{undo}", follow=True).content.decode()
    for words in ("汇金一支部", "2018-04-", "月度考核", "孙丽锁定", "两人说明理由后解锁"):
        assert words in said
    assert written() == before
    assert set(Submission.objects.filter(pk__in=keys).values_list("state", flat=True)) == {"approved"}
