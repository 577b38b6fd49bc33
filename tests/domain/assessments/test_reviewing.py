"""The yearly review meeting: who calls it, who reports, what is frozen, and when the voting opens."""

from datetime import date

import pytest

from taizhang.domain.assessments.actions.panel import add_seats, make_codes, remove_seat
from taizhang.domain.assessments.actions.reporting import comment, hand_in, take_back_report, write_report
from taizhang.domain.assessments.actions.reviewing import (
    MeetingEntry,
    add_report,
    call_meeting,
    call_off,
    open_voting,
    remove_report,
)
from taizhang.domain.assessments.actions.voting import seat_of
from taizhang.domain.assessments.models import VoteCount
from tests.domain.assessments.reviewed import OFFICER, called, prepared, voting
from tests.domain.refusals import refused
from tests.factories.orgs import DAY, SEED

pytestmark = pytest.mark.django_db


class TestCalling:
    def test_all_right_below_the_office_report(self, cast):
        meeting = call_meeting(entry=MeetingEntry(cast.street, 2018, DAY), by=OFFICER)
        assert set(meeting.reports.values_list("organization", flat=True)) == {cast.community.pk, cast.joint.pk}

    def test_a_form_sent_twice_calls_one_meeting_and_a_second_is_refused(self, cast):
        entry = MeetingEntry(cast.street, 2018, DAY)
        assert call_meeting(entry=entry, by=OFFICER).pk == call_meeting(entry=entry, by=OFFICER).pk
        with refused("reviewing.second"):
            call_meeting(entry=MeetingEntry(cast.street, 2018, DAY), by=OFFICER)

    def test_the_identifier_of_another_meeting_calls_none(self, cast):
        theirs = called(cast.district)
        with refused("reviewing.used"):
            called(cast.street, id=theirs.pk)

    def test_after_one_was_called_off_another_may_be_called(self, cast):
        first = called(cast.street)
        call_off(meeting=first, because="防汛值守", by=OFFICER)
        assert called(cast.street).pk != first.pk

    @pytest.mark.parametrize(("year", "day"), [(2019, DAY), (2016, DAY), (2017, date(2019, 1, 5))])
    def test_a_year_is_reviewed_at_its_end(self, cast, year, day):
        with refused("reviewing.year"):
            call_meeting(entry=MeetingEntry(cast.street, year, day), by=OFFICER)

    def test_a_branch_holds_none(self, cast):
        with refused("reviewing.no-office"):
            called(cast.first)

    def test_only_those_below_report_and_each_once(self, cast):
        meeting = called(cast.street)
        with refused("reviewing.not-below"):
            add_report(meeting=meeting, organization=cast.unit_branch, by=OFFICER)
        with refused("reviewing.not-below"):
            add_report(meeting=meeting, organization=cast.street, by=OFFICER)
        twice = [add_report(meeting=meeting, organization=cast.first, by=OFFICER) for _time in range(2)]
        assert twice[0] == twice[1]
        remove_report(report=twice[0], by=OFFICER)
        assert not meeting.reports.exists()


class TestReports:
    def test_what_is_handed_in_stays_as_it_was(self, cast):
        report = prepared(cast).first
        with refused("reviewing.frozen"):
            write_report(report=report, text="改一改", by=SEED)
        with refused("reviewing.handed-in"):
            remove_report(report=report, by=OFFICER)
        report.refresh_from_db()
        assert report.text == "按月过好组织生活。"
        assert report.drawn == []  # the ledger knows nothing of them yet

    def test_it_is_taken_back_until_somebody_commented(self, cast):
        review = prepared(cast)
        back = take_back_report(report=review.first, by=SEED)
        assert (back.handed_in_at, back.drawn, back.text) == (None, [], "按月过好组织生活。")
        comment(report=review.second, words="好。", by=OFFICER)
        with refused("reviewing.commented"):
            take_back_report(report=review.second, by=SEED)

    @pytest.mark.parametrize("text", ["", " \n ", "长" * 5001])
    def test_a_report_has_words_and_an_end(self, cast, text):
        report = add_report(meeting=called(cast.street), organization=cast.first, by=OFFICER)
        with refused("reviewing.text"):
            hand_in(report=report, text=text, by=SEED)
        report.refresh_from_db()
        assert report.handed_in_at is None

    def test_nobody_comments_on_what_he_handed_in_or_on_nothing(self, cast):
        report = add_report(meeting=called(cast.street), organization=cast.first, by=OFFICER)
        with refused("reviewing.not-handed-in"):
            comment(report=report, words="好。", by=OFFICER)
        hand_in(report=report, text="一年工作。", by=OFFICER)
        with refused("reviewing.own-comment"):
            comment(report=report, words="好。", by=OFFICER)


class TestOpening:
    def test_it_waits_for_every_report(self, cast):
        meeting = called(cast.street)
        with refused("reviewing.nobody"):
            open_voting(meeting=meeting, by=OFFICER)
        add_report(meeting=meeting, organization=cast.first, by=OFFICER)
        with refused("reviewing.report-missing") as refusal:
            open_voting(meeting=meeting, by=OFFICER)
        assert "汇金社区第一支部" in refusal.value.sentence()

    def test_it_waits_for_the_codes(self, cast):
        review = prepared(cast)
        add_seats(meeting=review.meeting, who="后来的", by=OFFICER)
        with refused("reviewing.no-codes"):
            open_voting(meeting=review.meeting, by=OFFICER)

    def test_a_panel_so_small_that_votes_could_be_told_apart_does_not_vote(self, cast):
        review = prepared(cast)
        for seat in review.meeting.seats.filter(who__in=["丙", "丁"]):
            remove_seat(seat=seat, by=OFFICER)
        with refused("reviewing.small-panel") as refusal:
            open_voting(meeting=review.meeting, by=OFFICER)
        assert "汇金社区第一支部" in refusal.value.sentence()  # the fifth seat is its own
        assert not VoteCount.objects.exists()

    def test_new_codes_make_the_old_ones_void(self, cast):
        review = prepared(cast)
        make_codes(meeting=review.meeting, by=OFFICER)
        open_voting(meeting=review.meeting, by=OFFICER)
        with refused("reviewing.code.unknown"):
            seat_of(review.codes["甲"])

    def test_once_open_seats_and_codes_stay(self, cast):
        review = voting(cast)
        for act in (
            lambda: add_seats(meeting=review.meeting, who="某", by=OFFICER),
            lambda: remove_seat(seat=review.meeting.seats.first(), by=OFFICER),
            lambda: make_codes(meeting=review.meeting, by=OFFICER),
            lambda: open_voting(meeting=review.meeting, by=OFFICER),
        ):
            with refused("reviewing.stage"):
                act()
