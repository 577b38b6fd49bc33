"""Voting on reports and closing it: who votes on whom, what is kept of it, and when the counts can be read."""

from datetime import timedelta

import pytest
from django.db import connection, models

from taizhang.domain.assessments.actions.panel import add_seats
from taizhang.domain.assessments.actions.reporting import comment
from taizhang.domain.assessments.actions.reviewing import add_report, call_off, close_voting, open_voting
from taizhang.domain.assessments.actions.voting import ballot_of, seat_of
from taizhang.domain.assessments.actions.voting import cast as cast_ballot
from taizhang.domain.assessments.models import PanelSeat, ReviewGrade, ReviewMeeting, ReviewReport, VoteCount
from taizhang.domain.assessments.review_votes import Votes, review_votes
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.models import Placement
from tests.domain.assessments.reviewed import OFFICER, G, called, prepared, voting
from tests.domain.refusals import refused
from tests.factories.orgs import DAY

pytestmark = pytest.mark.django_db


def all_vote(review):
    for who in ("甲", "乙", "丙"):
        review.vote(who, G.GOOD, G.FAIRLY)
    review.vote("丁", G.FAIR, G.ABSTAINED)
    review.vote("一支部书记", G.POOR)


def counts(report: ReviewReport) -> tuple[int, ...]:
    row = VoteCount.objects.get(report=report)
    return tuple(getattr(row, grade.value) for grade in ReviewGrade)


class TestVoting:
    def test_a_seat_votes_once(self, cast):
        review = voting(cast)
        review.vote("甲", G.GOOD, G.FAIR)
        with refused("reviewing.spent"):
            cast_ballot(code=review.codes["甲"], grades={review.first.pk: G.POOR, review.second.pk: G.POOR})
        assert counts(review.first) == (1, 0, 0, 0, 0)

    def test_small_letters_and_blanks_in_a_code_are_forgiven(self, cast):
        review = voting(cast)
        assert seat_of(" " + review.codes["甲"].lower().replace("-", " ")).who == "甲"

    def test_a_seat_has_no_vote_on_its_own_organisation(self, cast):
        review = voting(cast)
        code = review.codes["一支部书记"]
        assert ballot_of(seat_of(code)) == [review.second]
        with refused("reviewing.oneself"):
            cast_ballot(code=code, grades={review.first.pk: G.GOOD, review.second.pk: G.GOOD})
        assert counts(review.second) == (0, 0, 0, 0, 0)  # nothing half-written
        review.vote("一支部书记", G.GOOD)
        assert counts(review.first) == (0, 0, 0, 0, 0)

    def test_a_seat_of_a_branch_has_none_on_the_community_to_which_it_belongs(self, cast):
        meeting = called(cast.street)
        community = add_report(meeting=meeting, organization=cast.community, by=OFFICER)
        add_report(meeting=meeting, organization=cast.joint, by=OFFICER)
        (seat,) = add_seats(meeting=meeting, who="一支部书记", organization=cast.first, by=OFFICER)
        assert community not in ballot_of(seat)
        assert len(ballot_of(seat)) == 1

    def test_every_line_is_filled_in_and_no_other(self, cast):
        review = voting(cast)
        with refused("reviewing.incomplete"):
            cast_ballot(code=review.codes["甲"], grades={review.first.pk: G.GOOD})
        with refused("reviewing.report.unknown"):
            cast_ballot(
                code=review.codes["甲"],
                grades={review.first.pk: G.GOOD, review.second.pk: G.GOOD, review.meeting.pk: G.GOOD},
            )
        assert counts(review.first) == (0, 0, 0, 0, 0)

    def test_before_the_opening_and_after_the_close_nobody_votes(self, cast):
        review = prepared(cast)
        with refused("reviewing.not-open"):
            seat_of(review.codes["甲"])
        with refused("reviewing.code.unknown"):
            seat_of("K7QD-2M5A-WX3E-HH6B")

    def test_nothing_tells_who_voted_what_or_when(self, cast):
        review = voting(cast)
        traces = AuditEntry.objects.count()
        review.vote("甲", G.GOOD, G.POOR)
        assert AuditEntry.objects.count() == traces
        kinds = (models.DateField, models.TimeField)
        moments = [each.name for each in (*PanelSeat._meta.fields, *VoteCount._meta.fields) if isinstance(each, kinds)]
        assert moments == []
        assert {each.related_model for each in VoteCount._meta.fields if each.is_relation} == {ReviewReport}

    def test_the_versions_of_the_rows_tell_only_that_somebody_voted(self, cast):
        """Each ballot rewrites one row a report, whatever it says: no row of a single vote, none left as it was."""
        review = voting(cast)
        with connection.cursor() as cursor:
            cursor.execute("SELECT ctid::text FROM assessments_votecount")
            before = {row[0] for row in cursor.fetchall()}
            review.vote("甲", G.ABSTAINED, G.GOOD)
            cursor.execute("SELECT ctid::text FROM assessments_votecount")
            after = {row[0] for row in cursor.fetchall()}
        assert len(after) == 2
        assert not before & after


class TestClosing:
    def test_counts_are_known_only_after_the_close(self, cast):
        review, path = voting(cast), Placement.objects.get(organization=cast.street).path
        all_vote(review)
        assert review_votes([path], 2018, DAY) == {}
        close_voting(meeting=review.meeting, by=OFFICER)
        assert review_votes([path], 2018, DAY) == {
            cast.first.pk: Votes(good=3, fair=1),
            cast.second.pk: Votes(fairly=3, poor=1),
        }
        assert review_votes([path], 2018, DAY - timedelta(days=1)) == {}
        assert review_votes([path], 2017, DAY) == {}
        assert review_votes([], 2018, DAY) == {}

    def test_codes_and_who_had_voted_are_forgotten(self, cast):
        review = voting(cast)
        all_vote(review)
        meeting = close_voting(meeting=review.meeting, by=OFFICER)
        assert meeting.ballots == 5
        assert not PanelSeat.objects.filter(spent=True).exists()
        assert not PanelSeat.objects.filter(code__isnull=False).exists()
        with refused("reviewing.code.unknown"):
            cast_ballot(code=review.codes["甲"], grades={})

    def test_it_happens_once(self, cast):
        review = voting(cast)
        all_vote(review)
        close_voting(meeting=review.meeting, by=OFFICER)
        for act in (
            lambda: close_voting(meeting=review.meeting, by=OFFICER),
            lambda: call_off(meeting=review.meeting, because="重来", by=OFFICER),
            lambda: comment(report=review.first, words="另一句", by=OFFICER),
        ):
            with refused("reviewing.stage"):
                act()

    def test_two_ballots_are_too_few(self, cast):
        review = voting(cast)
        review.vote("甲", G.GOOD, G.GOOD)
        review.vote("乙", G.GOOD, G.GOOD)
        with refused("reviewing.too-few"):
            close_voting(meeting=review.meeting, by=OFFICER)

    def test_each_report_is_commented_on(self, cast):
        review = prepared(cast)
        comment(report=review.first, words="好。", by=OFFICER)
        open_voting(meeting=review.meeting, by=OFFICER)
        all_vote(review)
        with refused("reviewing.no-comment") as refusal:
            close_voting(meeting=review.meeting, by=OFFICER)
        assert "汇金社区第二支部" in refusal.value.sentence()

    def test_counts_changed_past_the_program_are_not_published(self, cast):
        review = voting(cast)
        all_vote(review)
        VoteCount.objects.filter(report=review.first).update(good=9)
        with refused("reviewing.tampered"):
            close_voting(meeting=review.meeting, by=OFFICER)
        assert ReviewMeeting.objects.get(pk=review.meeting.pk).stage == "voting"

    def test_too_few_votes_on_one_stay_unknown(self, cast):
        review = voting(cast)
        review.vote("甲", G.GOOD, G.GOOD)
        review.vote("乙", G.GOOD, G.GOOD)
        review.vote("一支部书记", G.GOOD)
        close_voting(meeting=review.meeting, by=OFFICER)
        found = review_votes(["/"], 2018, DAY)
        assert found == {cast.second.pk: Votes(good=3)}

    def test_what_was_voted_at_a_meeting_called_off_is_thrown_away(self, cast):
        review = voting(cast)
        all_vote(review)
        call_off(meeting=review.meeting, because="停电", by=OFFICER)
        assert not VoteCount.objects.exists()
        assert review_votes(["/"], 2018, DAY) == {}
        with refused("reviewing.code.unknown"):
            seat_of(review.codes["甲"])


@pytest.mark.parametrize(
    ("votes", "grade"),
    [
        (Votes(good=2, poor=2), "good"),
        (Votes(good=1, fairly=1, poor=1), "fairly"),
        (Votes(fair=1, poor=3), "poor"),
        (Votes(good=2), None),
        (Votes(), None),
    ],
)
def test_the_middle_grade_is_given_or_surpassed_by_at_least_half(votes, grade):
    assert votes.middle == grade
