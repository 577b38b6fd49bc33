"""Nothing gets lost when organisations move, merge or close: it is read, reviewed and counted all the same."""

import re
from datetime import date

import pytest

from taizhang.domain.access.roles import Role
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.actions import tree as acts
from taizhang.domain.orgs.names import placement
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records import actions
from tests.web.cast import hold, someone
from tests.web.district import actor, browser_of, gathering

ON = date(2018, 5, 17)
DAY = date(2018, 5, 16)


@pytest.fixture
def kept(cast):
    """An approved and a waiting record of the first branch, and an office over the unit elsewhere in the tree."""
    approved = gathering(cast, title="合并前的党日")
    actions.approve(submission_ids=[approved.submission_id], by=actor(cast.street_officer))
    waiting = gathering(cast, title="合并前的党课", held_on=date(2018, 5, 15))
    cast.unit_officer = someone("officer", "外单位干部")
    hold(cast.unit_officer, Role.OFFICE, placement(cast.unit, DAY))
    return cast, approved, waiting


def merged(cast) -> None:
    acts.merge(organization=cast.first, into=cast.second, on=ON, because="合并", by=actor(cast.district_officer))


def moved(cast) -> None:
    acts.move(organization=cast.first, under=cast.unit, on=ON, because="划转", by=actor(cast.district_officer))


def test_the_records_of_a_merged_branch_are_still_read_and_listed(kept):
    cast, approved, _waiting = kept
    merged(cast)
    for who in ("district_officer", "street_officer"):
        client = browser_of(getattr(cast, who))
        assert "合并前的党日" in client.get(f"/records/{approved.pk}/").content.decode()
        assert "合并前的党日" in client.get("/records/").content.decode()
    duty = Duty.objects.get(organization=cast.first, institution="L05", occurrence="2018-M05")
    assert browser_of(cast.street_officer).get(f"/duties/{duty.pk}/").status_code == 200
    entry = PointEntry.objects.of_organization(cast.first.pk).first()
    assert browser_of(cast.district_officer).get(f"/points/{entry.pk}/").status_code == 200


def test_what_a_merged_branch_had_handed_in_is_still_reviewed(kept):
    cast, _approved, waiting = kept
    merged(cast)
    office = browser_of(cast.street_officer)
    assert "合并前的党课" in office.get("/reviews/").content.decode()
    assert office.get(f"/reviews/{waiting.submission_id}/").status_code == 200
    office.post(f"/reviews/{waiting.submission_id}/approval/")
    waiting.submission.refresh_from_db()
    assert waiting.submission.state == "approved"


def test_the_office_above_now_reads_and_reviews_what_was_before_the_move(kept):
    cast, approved, waiting = kept
    moved(cast)
    office = browser_of(cast.unit_officer)
    assert "合并前的党日" in office.get(f"/records/{approved.pk}/").content.decode()
    assert office.get(f"/reviews/{waiting.submission_id}/").status_code == 200
    office.post(f"/reviews/{waiting.submission_id}/approval/")
    waiting.submission.refresh_from_db()
    assert waiting.submission.state == "approved"


def test_the_office_above_then_reads_what_was_and_decides_on_nothing(kept):
    cast, approved, waiting = kept
    moved(cast)
    office = browser_of(cast.street_officer)
    assert office.get(f"/records/{approved.pk}/").status_code == 200
    assert office.get(f"/reviews/{waiting.submission_id}/").status_code == 404
    assert office.post(f"/reviews/{waiting.submission_id}/approval/").status_code == 404
    assert "合并前的党课" not in office.get("/reviews/?everyone=1").content.decode()


def test_a_secretary_still_changes_a_waiting_record_after_the_move(kept):
    cast, _approved, waiting = kept
    moved(cast)
    client = browser_of(cast.secretary)
    assert f"/records/{waiting.pk}/withdrawal/" in client.get(f"/records/{waiting.pk}/").content.decode()
    client.post(f"/records/{waiting.pk}/withdrawal/", {"because": "更正"})
    waiting.submission.refresh_from_db()
    assert waiting.submission.state == "withdrawn"


@pytest.mark.parametrize("change", [merged, moved])
def test_the_ledger_counts_what_was_owed_before_where_it_was_owed(kept, change):
    cast, _approved, _waiting = kept
    rows = Duty.objects.filter(organization=cast.first, due_on__lt=ON, due_on__year=2018)
    count = rows.count()
    office = browser_of(cast.street_officer)
    names = "汇金一支部", "汇金社区第一支部"
    before = office.get("/ledger/?since=2018-05-01&until=2018-05-16").content.decode()
    assert count and any(name in before for name in names)
    change(cast)
    after = office.get("/ledger/?since=2018-05-01&until=2018-05-16").content.decode()
    assert any(name in after for name in names)


def test_after_a_merger_no_institution_is_said_to_concern_fewer_organisations_than_none(kept):
    cast, _approved, _waiting = kept
    merged(cast)
    page = browser_of(cast.street_officer).get("/ledger/?organization=410103010005&by=institution").content.decode()
    counted = re.findall(r'data-label="不适用">(.*?)</td>', page, flags=re.DOTALL)
    assert counted and not [cell for cell in counted if "\u2212" in cell or "-" in re.sub(r"<[^>]*>", "", cell)]
