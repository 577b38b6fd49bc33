"""A branch sees the help that it is offered before its office does; other branches see nothing of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from taizhang.domain.cases.models import Case, CaseStep
from taizhang.domain.cases.moves import CaseState
from taizhang.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
TODAY = date(2018, 5, 18)
AT = datetime(2018, 5, 17, 16, 30, tzinfo=UTC)


@pytest.fixture
def offer(cast):
    case = Case.objects.create(
        id=uuid7(),
        kind="support",
        year=2018,
        serial=1,
        organization=cast.first,
        office=cast.street,
        contact=cast.street_officer.person,
        filed_at=AT,
        due_on=TODAY + timedelta(days=7),
        shared_on=TODAY + timedelta(days=1),
        month="2018-M05",
    )
    CaseStep.objects.create(case=case, move="filed", by_name="system", at=AT)
    return case


def now(case: Case) -> Case:
    return Case.objects.standing().get(pk=case.pk)


def test_the_branch_sees_who_helps_and_the_office_nothing_yet(signed_in, offer):
    assert "赵敏" in signed_in("secretary").get("/cases/support/").content.decode()
    office = signed_in("street_officer")
    assert "2018-0001" not in office.get("/cases/").content.decode()
    assert office.get(f"/cases/{offer.pk}/").status_code == 404


def test_asking_brings_it_before_the_office_at_once(signed_in, offer):
    assert signed_in("secretary").post(f"/cases/support/{offer.pk}/asking/", {"words": "不会填党费"}).status_code == 303
    page = signed_in("street_officer").get(f"/cases/{offer.pk}/").content.decode()
    assert "不会填党费" in page


def test_no_help_needed_closes_it_and_may_be_taken_back(signed_in, offer):
    branch = signed_in("recorder")
    branch.post(f"/cases/support/{offer.pk}/closing/")
    assert now(offer).state is CaseState.CLOSED
    branch.post(f"/cases/support/{offer.pk}/taking-back/")
    assert now(offer).state is CaseState.OPEN


@pytest.mark.parametrize("verb", ["asking", "closing", "taking-back"])
def test_another_branch_has_no_part_in_it(signed_in, offer, verb):
    other = signed_in("other_secretary")
    assert "2018-0001" not in other.get("/cases/support/").content.decode()
    assert other.post(f"/cases/support/{offer.pk}/{verb}/").status_code == 404
    assert now(offer).state is CaseState.OPEN


def test_the_office_sees_which_branch_it_is_about(signed_in, offer):
    Case.objects.update(shared_on=TODAY)
    assert "汇金一支部" in signed_in("street_officer").get("/cases/").content.decode()


def test_the_offer_stands_on_the_first_page_of_the_branch_until_it_is_answered(signed_in, offer):
    branch = signed_in("secretary")
    page = branch.get("/").content.decode()
    assert "上级主动提供帮助" in page and 'href="/cases/support/"' in page
    assert "上级主动提供帮助" not in signed_in("other_secretary").get("/").content.decode()
    branch.post(f"/cases/support/{offer.pk}/closing/")
    assert "上级主动提供帮助" not in branch.get("/").content.decode()
