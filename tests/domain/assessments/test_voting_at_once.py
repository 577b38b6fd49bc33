"""Ballots and the close at one moment, on connections of their own: one code votes once, no ballot is lost."""

from taizhang.domain.assessments.actions.reviewing import close_voting
from taizhang.domain.assessments.models import ReviewMeeting, VoteCount
from taizhang.domain.assessments.review_votes import votes_of
from tests.domain.assessments.reviewed import OFFICER, G, voting
from tests.domain.duties.test_at_once import at_once
from tests.people import assemble


def test_one_code_sent_twice_at_once_votes_once(own_database):
    review = voting(assemble())
    heard = at_once(*(lambda: review.vote("甲", G.GOOD, G.FAIR) for _time in range(2)))
    assert "reviewing.spent" in heard
    assert votes_of(VoteCount.objects.get(report=review.first)).cast == 1


def test_a_ballot_beside_the_close_is_counted_or_refused(own_database):
    review = voting(assemble())
    for who in ("甲", "乙", "丙"):
        review.vote(who, G.GOOD, G.GOOD)
    heard = at_once(
        lambda: close_voting(meeting=review.meeting, by=OFFICER) and None, lambda: review.vote("丁", G.POOR, G.POOR)
    )
    cast = ReviewMeeting.objects.get().ballots
    assert cast == votes_of(VoteCount.objects.get(report=review.first)).cast
    refused = {"reviewing.code.unknown", "reviewing.not-open"} & set(heard)
    assert (cast == 3) is bool(refused)
