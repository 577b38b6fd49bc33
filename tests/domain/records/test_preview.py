"""The live preview says what handing in would then do."""

from datetime import date, timedelta

import pytest

from taizhang.domain.orgs.kinds import PostKind
from taizhang.domain.records import actions
from taizhang.domain.records.entry import BallotEntry
from taizhang.domain.records.models import Activity
from taizhang.domain.records.preview import preview
from tests.factories import records
from tests.factories.records import EVENING

pytestmark = pytest.mark.django_db


def test_it_names_duties_and_points_and_writes_nothing():
    branch = records.branch(9)
    shown = preview(branch.entry("L05", "L04"), branch.recorder)
    assert {duty.institution for duty in shown.fulfils} == {"L04", "L05"}
    assert (shown.organization_points, shown.people_with_points, shown.points_each) == (2 + 2, 9, 2 + 3)
    assert (shown.problems, shown.warnings) == ((), ())
    assert not Activity.objects.exists()


def test_what_it_shows_is_what_is_then_stored():
    branch = records.branch(9)
    entry = branch.entry("L05", "L04", absences={branch.members[2].pk: ("absent", "")})
    shown = preview(entry, branch.recorder)
    activity = actions.submit(entry=entry, by=branch.recorder)
    assert {duty.pk for duty in shown.fulfils} == {claim.duty_id for claim in activity.claims.all()}
    assert (shown.turnout.expected, shown.turnout.present) == (activity.expected, activity.present)
    assert branch.approve(activity).points == len(shown.points)


def test_it_says_where_nothing_is_owed():
    branch = records.branch(5, posts=(PostKind.SECRETARY,))  # no committee, so no meetings of it are owed
    shown = preview(branch.entry("L02", "L05"), branch.recorder)
    assert shown.unowed == ("L02",)


def test_it_shows_every_problem_at_once():
    branch = records.branch(9)
    entry = branch.entry("L01", title="", ballots=(BallotEntry(question="决议", yes=1),))
    codes = [problem.code for problem in preview(entry, branch.recorder).problems]
    assert codes == ["records.no-title", "quorum.votes_do_not_add_up"]


def test_an_unfinished_entry_can_be_previewed():
    branch = records.branch(9)
    for entry in (branch.entry(institutions=(), title=""), branch.entry("L99"), branch.entry(held_on=date(2118, 1, 1))):
        assert preview(entry, branch.recorder).problems


def test_the_same_gathering_typed_twice_is_a_warning_and_no_refusal():
    branch = records.branch(9)
    branch.submit("L05")
    entry = branch.entry("L05")
    assert "records.twin" in {warning.code for warning in preview(entry, branch.recorder).warnings}
    actions.submit(entry=entry, by=branch.recorder)
    assert Activity.objects.count() == 2


def test_late_and_too_few_and_odd_combinations_are_warnings():
    branch = records.branch(9)
    late = branch.recorder.later(EVENING + timedelta(days=9))
    absences = {member.pk: ("absent", "") for member in branch.members[:2]}
    shown = preview(branch.entry("L02", absences=absences), late)
    assert {warning.code for warning in shown.warnings} == {"records.late", "records.too-few"}
    odd = preview(branch.entry("L08", "L14"), branch.recorder)
    assert "records.combination" in {warning.code for warning in odd.warnings}


def test_what_is_overdue_may_be_made_up_for_by_the_recorders_word():
    branch = records.branch(9)
    duty = branch.organization.duties.get(institution="L05")
    june = branch.recorder.later(EVENING + timedelta(days=30))
    entry = branch.entry("L05", held_on=date(2018, 6, 15))
    shown = preview(entry, june)
    assert (shown.fulfils, [each.pk for each in shown.could]) == ((), [duty.pk])
    made_up = branch.entry("L05", held_on=date(2018, 6, 15), decision_duty_ids=(duty.pk,))
    assert [each.pk for each in preview(made_up, june).fulfils] == [duty.pk]


def test_the_number_of_queries_is_fixed(django_assert_max_num_queries):
    branch = records.branch(40)
    preview(branch.entry("L05"), branch.recorder)  # the pack is now in memory
    with django_assert_max_num_queries(12):
        preview(branch.entry("L05", "L04", "L01"), branch.recorder)
