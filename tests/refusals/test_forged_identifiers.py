"""Identifiers that no form of ours offered: whatever a forged form names, nobody reaches what is not his."""

from datetime import date

import pytest

from taizhang.domain.duties.actions.waive import unwaive
from taizhang.domain.duties.models import Duty, Fulfilment
from taizhang.domain.orgs.actions import tree as acts
from taizhang.domain.orgs.actions.groups import form_group, regroup
from taizhang.domain.orgs.actions.tree import OrganizationEntry
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Membership, Person
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records import actions
from taizhang.domain.records.drafts import save_draft
from taizhang.domain.records.entry import DecisionEntry
from taizhang.domain.records.evidence import keep
from taizhang.domain.records.models import Activity, Attendance, Draft, Evidence
from taizhang.kernel.ids import uuid7
from tests.domain.refusals import refused
from tests.factories.orgs import FOUNDED
from tests.factories.records import Upload
from tests.refusals.speech import refused_in_chinese
from tests.web.district import MOMENT, actor, browser_of, gathering

DAY = date(2018, 5, 16)


def members(organization) -> list[Person]:
    rows = Membership.objects.on(DAY).filter(organization=organization).select_related("person")
    return [row.person for row in rows.order_by("person__sort_key", "person_id")]


def duty_of(organization, institution: str = "L05") -> Duty:
    return Duty.objects.get(organization=organization, institution=institution, occurrence="2018-M05")


def file_of(cast, organization, by) -> Evidence:
    return keep(upload=Upload("签到.txt", b"abc"), organization=organization, draft_id=uuid7(), by=actor(by))


# What a record may name.


def test_people_of_another_branch_are_not_marked_absent(cast):
    stranger = members(cast.second)[0]
    with refused_in_chinese("records.not-on-roll"):
        gathering(cast, absences={stranger.pk: ("absent", "病假")})


@pytest.mark.parametrize("what", ["chair", "owner"])
def test_people_of_another_branch_lead_nothing_and_are_given_no_work(cast, what):
    stranger = members(cast.second)[0].pk
    named = (
        {"chair_id": stranger} if what == "chair" else {"decisions": (DecisionEntry(text="修缮", owner_id=stranger),)}
    )
    with refused_in_chinese("records.stranger"):
        gathering(cast, **named)


def test_a_guest_may_take_the_chair_and_a_member_of_the_branch_may_be_given_work(cast):
    guest, own = members(cast.second)[0].pk, members(cast.first)[2].pk
    activity = gathering(
        cast, chair_id=guest, guests=frozenset([guest]), decisions=(DecisionEntry(text="修缮", owner_id=own),)
    )
    assert activity.chair_id == guest


def test_a_guest_gets_no_points_where_he_is_a_guest(cast):
    guest = members(cast.second)[0].pk
    activity = gathering(cast, guests=frozenset([guest]))
    actions.approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer))
    assert Attendance.objects.get(activity=activity, person_id=guest).guest
    assert not PointEntry.objects.filter(person_id=guest).exists()


def test_a_duty_of_another_branch_is_not_met(cast):
    with refused_in_chinese("records.unknown-duty"):
        gathering(cast, decision_duty_ids=(duty_of(cast.second).pk,))


def test_a_gathering_meets_no_duty_of_an_institution_that_it_was_not(cast):
    other = Duty.objects.filter(organization=cast.first, institution="L14").first()
    with refused_in_chinese("records.duty-institution"):
        gathering(cast, "L05", decision_duty_ids=(other.pk,))
    assert not Fulfilment.objects.exists()


def test_a_file_of_another_branch_or_of_another_record_is_not_taken(cast):
    foreign = file_of(cast, cast.second, cast.other_secretary)
    with refused_in_chinese("records.evidence"):
        gathering(cast, evidence_ids=(foreign.pk,))
    own = file_of(cast, cast.first, cast.secretary)
    gathering(cast, evidence_ids=(own.pk,))
    with refused_in_chinese("records.evidence"):
        gathering(cast, evidence_ids=(own.pk,), held_on=date(2018, 5, 15))


def test_handing_in_drops_nobody_elses_draft(cast):
    theirs = save_draft(
        id=uuid7(), organization=cast.second, person=cast.other_secretary.person, body={"title": "草稿"}, at=MOMENT
    )
    gathering(cast, draft_id=theirs.pk)
    gathering(cast, id=theirs.pk, held_on=date(2018, 5, 15))
    assert Draft.objects.filter(pk=theirs.pk).exists()


def test_a_draft_of_somebody_else_is_neither_read_nor_written_nor_thrown_away(cast):
    theirs = save_draft(
        id=uuid7(), organization=cast.first, person=cast.recorder.person, body={"title": ["秘密草稿"]}, at=MOMENT
    )
    client = browser_of(cast.secretary)
    page = client.get(f"/records/new/?organization=HJ1&draft={theirs.pk}").content.decode()
    assert "秘密草稿" not in page
    client.post(f"/records/drafts/{theirs.pk}/", {"organization": "HJ1", "title": "改写"})
    assert client.post(f"/records/drafts/{theirs.pk}/removal/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.body == {"title": ["秘密草稿"]}


def test_the_identifier_of_another_branchs_record_overwrites_nothing(cast):
    theirs = gathering(cast, of=cast.second, by=cast.other_secretary)
    with refused_in_chinese("records.another-organization"):
        gathering(cast, id=theirs.pk, title="改写")
    answer = browser_of(cast.secretary).post(
        "/records/new/?organization=HJ1", {"id": str(theirs.pk), "institutions": "L05", "held_on": "2018-05-16"}
    )
    assert answer.status_code == 404
    theirs.refresh_from_db()
    assert theirs.title == "学习党的十九大精神"


# What pages reach by identifiers in their addresses.

ELSEWHERE = (
    ("other_secretary", "GET", "/records/{record}/"),
    ("other_secretary", "GET", "/records/{record}/print/"),
    ("other_secretary", "GET", "/records/{record}/revision/"),
    ("other_secretary", "POST", "/records/{record}/withdrawal/"),
    ("other_secretary", "GET", "/records/{record}/evidence/{file}/"),
    ("other_secretary", "GET", "/duties/{duty}/"),
    ("other_secretary", "GET", "/people/{person}/"),
    ("other_secretary", "GET", "/people/{person}/amendment/"),
    ("other_secretary", "POST", "/people/{person}/reveal/"),
    ("other_secretary", "POST", "/people/{person}/departure/"),
    ("other_secretary", "GET", "/organizations/HJ1/"),
    ("other_secretary", "GET", "/organizations/HJ1/history/"),
    ("other_secretary", "POST", "/records/new/?organization=HJ1"),
    ("other_secretary", "POST", "/records/preview/?organization=HJ1"),
    ("unit_officer", "GET", "/reviews/{submission}/"),
    ("unit_officer", "POST", "/reviews/{submission}/approval/"),
    ("unit_officer", "POST", "/reviews/{submission}/return/"),
    ("unit_officer", "POST", "/duties/{duty}/waiver/"),
    ("unit_officer", "POST", "/duties/{duty}/waiver/withdrawal/"),
    ("unit_officer", "GET", "/organizations/HJ1/changes/"),
    ("unit_officer", "POST", "/organizations/HJ1/renaming/"),
    ("unit_officer", "POST", "/organizations/HJ1/posts/"),
)


@pytest.fixture
def elsewhere(cast):
    """What belongs to the first branch, and an office over a unit to which that branch does not belong."""
    from taizhang.domain.access.roles import Role
    from taizhang.domain.orgs.names import placement
    from tests.web.cast import hold, someone

    file = file_of(cast, cast.first, cast.secretary)
    record = gathering(cast, evidence_ids=(file.pk,))
    cast.unit_officer = someone("officer", "外单位干部")
    hold(cast.unit_officer, Role.OFFICE, placement(cast.unit, DAY))
    there = {
        "record": record.pk,
        "file": file.pk,
        "submission": record.submission_id,
        "duty": duty_of(cast.first).pk,
        "person": cast.member.person_id,
    }
    return cast, there


@pytest.mark.parametrize(("who", "method", "address"), ELSEWHERE)
def test_nobody_reaches_what_is_not_his(elsewhere, who, method, address):
    cast, there = elsewhere
    client = browser_of(getattr(cast, who))
    for more in ("", "?on=2018-05-17", "?on=2010-06-01"):
        url = address.format(**there)
        url = url if "?" in url else url + more
        answer = client.generic(method, url, "because=x", "application/x-www-form-urlencoded")
        assert answer.status_code in (403, 404), (url, answer.status_code)
    assert Activity.objects.get(pk=there["record"]).submission.state == "submitted"


def test_a_batch_of_forged_identifiers_approves_nothing_of_another_office(elsewhere):
    cast, there = elsewhere
    answer = browser_of(cast.unit_officer).post("/reviews/approvals/", {"id": [str(there["submission"])]})
    assert answer.status_code in (303, 422)
    assert not PointEntry.objects.exists()


def test_a_form_never_acts_as_of_another_day(elsewhere):
    """A branch that moved away is not decided upon by the office to which it once belonged."""
    cast, there = elsewhere
    office = browser_of(cast.street_officer)
    acts.move(
        organization=cast.first,
        under=cast.unit,
        on=date(2018, 5, 17),
        because="隶属调整",
        by=actor(cast.district_officer),
    )
    for more in ("", "?on=2018-05-16"):
        for address in (f"/reviews/{there['submission']}/approval/", f"/duties/{there['duty']}/waiver/"):
            assert office.post(address + more, {"because": "试"}).status_code == 404
        assert office.get(f"/reviews/{there['submission']}/{more}").status_code == 404
    assert not PointEntry.objects.exists()


def test_points_of_another_branch_are_neither_seen_nor_reversed(elsewhere):
    cast, there = elsewhere
    actions.approve(submission_ids=[there["submission"]], by=actor(cast.street_officer))
    entry = PointEntry.objects.of_organization(cast.first.pk).first()
    for who in ("other_secretary", "unit_officer", "system_admin", "audit_admin"):
        client = browser_of(getattr(cast, who))
        assert client.get(f"/points/{entry.pk}/").status_code in (403, 404)
        assert client.post(f"/points/{entry.pk}/reversal/", {"because": "试"}).status_code in (403, 404)
    assert PointEntry.objects.of_organization(cast.first.pk).standing().filter(pk=entry.pk).exists()


# What actions themselves refuse, whatever door they are called through.


def test_nobody_approves_or_takes_back_the_approval_of_his_own(cast):
    activity = gathering(cast, by=cast.street_officer)
    own, other = actor(cast.street_officer), actor(cast.district_officer)
    with refused_in_chinese("reviews.own"):
        actions.approve(submission_ids=[activity.submission_id], by=own)
    with refused_in_chinese("reviews.own"):
        actions.send_back(submission_id=activity.submission_id, because="试", by=own)
    actions.approve(submission_ids=[activity.submission_id], by=other)
    with refused_in_chinese("reviews.own"):
        actions.undo(submission_ids=[activity.submission_id], because="试", by=own)


def test_a_group_is_led_and_filled_by_members_of_its_branch_only(cast):
    stranger = members(cast.second)[0]
    with refused_in_chinese("orgs.group-leader"):
        form_group(organization=cast.first, name="一组", starts_on=FOUNDED, by=actor(cast.secretary), leader=stranger)
    group = form_group(organization=cast.first, name="一组", starts_on=FOUNDED, by=actor(cast.secretary))
    with refused_in_chinese("orgs.group-strangers"):
        regroup(group=group, people=[stranger], on=DAY, by=actor(cast.secretary))


def test_nothing_is_split_off_with_nobody_or_with_strangers(cast):
    new = OrganizationEntry("NEW", "新支部", "新", Kind.BRANCH, Category.COMMUNITY, DAY, cast.community, "试")
    by = actor(cast.street_officer)
    with refused_in_chinese("orgs.split-nobody"):
        acts.split(organization=cast.first, entry=new, people=[], on=DAY, by=by)
    with refused_in_chinese("orgs.split-strangers"):
        acts.split(organization=cast.first, entry=new, people=[members(cast.second)[0]], on=DAY, by=by)


def test_a_duty_that_was_not_waived_is_not_taken_back(cast):
    with refused("duties.not-waived"):
        unwaive(duty=duty_of(cast.first), because="试", by=actor(cast.street_officer))
