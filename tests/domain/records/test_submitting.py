"""Recording a gathering once."""

from datetime import date, time, timedelta

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.models import Exemption, Person
from taizhang.domain.records import actions
from taizhang.domain.records.entry import DecisionEntry
from taizhang.domain.records.models import Activity, Presence
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7
from taizhang.kernel.workflow import State
from tests.factories import duties, records
from tests.factories.records import DAY, EVENING

pytestmark = pytest.mark.django_db


def test_everybody_is_present_unless_named():
    branch = records.branch(9)
    away = branch.members[3]
    activity = branch.submit(absences={away.pk: ("leave", "出差")})
    assert (activity.expected, activity.present, activity.attended) == (9, 8, 8)
    mark = activity.attendances.get(person=away)
    assert (mark.presence, mark.reason, mark.counts) == (Presence.LEAVE, "出差", True)


def test_one_gathering_counts_for_several_institutions():
    branch = records.branch(9)
    activity = branch.submit("L05", "L04", "L01")
    claimed = Duty.objects.filter(claims__activity=activity).values_list("institution", flat=True)
    assert sorted(claimed) == ["L01", "L04", "L05"]


def test_what_is_not_owed_is_still_recorded():
    branch = records.branch(5)
    activity = branch.submit("L19")
    assert activity.institutions == ["L19"]


def test_sending_the_same_record_twice_is_harmless():
    branch = records.branch()
    entry = branch.entry()
    first = actions.submit(entry=entry, by=branch.recorder)
    second = actions.submit(entry=entry, by=branch.recorder)
    assert first.pk == second.pk
    assert Activity.objects.count() == 1
    assert AuditEntry.objects.filter(verb="records.submit").count() == 1


def test_a_record_never_moves_to_another_organisation():
    branch = records.branch()
    other = records.branch(code="B2", street=branch.street)
    activity = branch.submit()
    with pytest.raises(Refused) as refused:
        other.submit(id=activity.pk)
    assert refused.value.code == "records.another-organization"


def test_an_exempt_person_never_lowers_the_rate():
    branch = records.branch(9)
    old, travelling, lost = branch.members[5:8]
    ground = {"approved_by_name": "街道党工委", "approved_at": EVENING, "starts_on": date(2018, 1, 1)}
    Exemption.objects.create(person=old, ground="article_23", **ground)
    Exemption.objects.create(person=travelling, ground="floating", **ground)
    Person.objects.filter(pk=lost.pk).update(lost_contact_on=date(2017, 9, 1))
    activity = branch.submit(came=frozenset({old.pk}))
    assert (activity.expected, activity.present, activity.attended) == (6, 6, 7)
    why = dict(activity.attendances.exclude(why_not="").values_list("person_id", "why_not"))
    assert why == {old.pk: "exempt", travelling.pk: "floating", lost.pk: "lost_contact"}
    assert activity.attendances.get(person=travelling).presence == Presence.LEAVE


def test_the_roll_is_that_of_the_day():
    branch = records.branch(9)
    newcomer = duties.people(branch.place, 1)[0]
    newcomer.memberships.update(starts_on=DAY + timedelta(days=1))
    gone = branch.members[8]
    gone.memberships.update(ends_on=DAY - timedelta(days=1))
    activity = branch.submit()
    on_roll = set(activity.attendances.values_list("person_id", flat=True))
    assert newcomer.pk not in on_roll
    assert gone.pk not in on_roll
    assert activity.expected == 8


def test_a_roll_stays_as_it_was_when_people_change_later():
    branch = records.branch(9)
    activity = branch.submit()
    branch.members[2].memberships.update(ends_on=DAY - timedelta(days=1))
    activity.refresh_from_db()
    assert activity.attendances.count() == activity.expected == 9


def test_when_the_committee_alone_meets_the_roll_is_the_committee():
    branch = records.branch(9)
    assert branch.submit("L02").expected == 3
    assert branch.submit("L02", "L01", held_on=date(2018, 5, 10)).expected == 9


def test_a_probationary_member_counts_and_has_no_vote():
    branch = records.branch(9)
    branch.members[8].memberships.update(standing="probationary")
    mark = branch.submit().attendances.get(person=branch.members[8])
    assert (mark.counts, mark.votes, mark.why_not) == (True, False, "probationary")


def test_a_suspended_member_neither_counts_nor_votes():
    branch = records.branch(9)
    Person.objects.filter(pk=branch.members[8].pk).update(registration="suspended")
    mark = branch.submit().attendances.get(person=branch.members[8])
    assert (mark.counts, mark.votes, mark.why_not) == (False, False, "suspended")


def test_a_guest_is_counted_among_those_who_came_only():
    branch = records.branch(9)
    guest = duties.people(duties.stand("B2", under=branch.street), 1)[0]
    activity = branch.submit(guests=frozenset({guest.pk}))
    assert (activity.expected, activity.attended) == (9, 10)
    assert activity.attendances.get(person=guest).guest


def test_late_entry_is_stamped_and_not_refused():
    branch = records.branch()
    later = branch.recorder.later(EVENING + timedelta(days=8))
    assert actions.submit(entry=branch.entry(), by=later).late
    assert not branch.submit(held_on=date(2018, 5, 9)).late


def test_a_gathering_within_the_days_of_grace_counts_for_what_is_due_first():
    branch = records.branch()
    duty = Duty.objects.get(organization=branch.organization, institution="L05")
    activity = branch.submit(held_on=duty.due_on)
    assert [claim.duty_id for claim in activity.claims.all()] == [duty.pk]


def test_what_is_fully_spoken_for_is_only_stood_by_for():
    branch = records.branch()
    first, second = branch.submit(held_on=date(2018, 5, 15)), branch.submit()
    assert first.claims.get().duty_id == second.claims.get().duty_id


def test_a_decision_duty_is_carried_out_by_the_recorders_word():
    branch = records.branch()
    duty = duties.decision_duty(branch.place, decided_on=date(2018, 5, 2))
    activity = branch.submit(decision_duty_ids=(duty.pk,))
    assert duty.pk in {claim.duty_id for claim in activity.claims.all()}


def test_the_files_and_the_draft_go_with_the_record():
    branch = records.branch()
    file, draft = records.evidence(branch), records.draft(branch)
    activity = branch.submit(evidence_ids=(file.pk,), draft_id=draft.pk)
    assert list(activity.evidence.all()) == [file]
    assert not branch.members[0].drafts.exists()


REFUSALS = {
    "records.future": {"held_on": date(2118, 5, 16)},
    "records.before-founding": {"held_on": date(2009, 12, 31)},
    "records.backward-times": {"starts_at": time(17), "ends_at": time(15)},
    "records.no-title": {"title": "  "},
    "records.text": {"title": "长" * 201},
    "records.unknown-institution": {"institutions": ("L05", "L99")},
    "records.no-institution": {"institutions": ()},
    "records.not-on-roll": {"absences": {uuid7(): ("leave", "")}},
    "records.unknown-person": {"chair_id": uuid7()},
    "records.unknown-duty": {"decision_duty_ids": (uuid7(),)},
    "records.evidence": {"evidence_ids": (uuid7(),)},
    "records.decision": {"decisions": (DecisionEntry(text=" "),)},
    "records.decision-due": {"decisions": (DecisionEntry(text="修缮", due_on=date(2018, 5, 1)),)},
    "records.no-organization": {"organization_id": uuid7()},
}


@pytest.mark.parametrize(("code", "changes"), REFUSALS.items())
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(code, changes):
    branch = records.branch()
    entry = branch.entry(**changes)
    with pytest.raises(Refused) as refused:
        actions.submit(entry=entry, by=branch.recorder)
    assert refused.value.code == code
    assert refused.value.remedy
    assert "{" not in refused.value.sentence()
    assert not Activity.objects.exists()
    assert not AuditEntry.objects.filter(verb__startswith="records.").exists()


def test_an_unknown_institution_is_told_the_known_ones():
    branch = records.branch()
    with pytest.raises(Refused, match="L01, L02"):
        branch.submit("L99")


def test_nobody_there_is_no_gathering():
    branch = records.branch(3)
    with pytest.raises(Refused) as refused:
        branch.submit(absences={member.pk: ("absent", "") for member in branch.members})
    assert refused.value.code == "records.nobody"


def test_who_was_in_the_chair_was_there():
    branch = records.branch()
    secretary = branch.members[0].pk
    with pytest.raises(Refused) as refused:
        branch.submit(chair_id=secretary, absences={secretary: ("leave", "")})
    assert refused.value.code == "records.chair-absent"


def test_an_odd_way_of_being_absent_is_refused():
    branch = records.branch()
    with pytest.raises(Refused) as refused:
        branch.submit(absences={branch.members[1].pk: ("asleep", "")})
    assert refused.value.code == "records.presence"


def test_a_branch_that_was_closed_holds_no_gatherings():
    branch = records.branch()
    type(branch.place).objects.filter(pk=branch.place.pk).update(ends_on=date(2018, 5, 1))
    with pytest.raises(Refused) as refused:
        branch.submit()
    assert refused.value.code == "records.closed"


def test_the_office_above_reviews():
    branch = records.branch()
    submission = branch.submit().submission
    assert (submission.reviewer_id, submission.state) == (branch.street.organization_id, State.SUBMITTED)


def test_the_number_of_queries_does_not_follow_the_number_of_people(django_assert_num_queries):
    small, large = records.branch(3), records.branch(40, code="B2", street=records.Placement.objects.get(name="ST"))
    small.submit("L05", "L04")  # the pack is now in memory
    for branch in (small, large):
        entry = branch.entry("L05", "L04", "L01", held_on=date(2018, 5, 10))
        with django_assert_num_queries(SUBMIT_QUERIES):
            actions.submit(entry=entry, by=branch.recorder)


SUBMIT_QUERIES = 24
