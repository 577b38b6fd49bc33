"""A review meeting of the street of the cast, brought to any stage."""

from dataclasses import dataclass, replace

from taizhang.domain.assessments.actions.panel import add_seats, make_codes
from taizhang.domain.assessments.actions.reporting import comment, hand_in
from taizhang.domain.assessments.actions.reviewing import MeetingEntry, add_report, call_meeting, open_voting
from taizhang.domain.assessments.actions.voting import ballot_of, cast, seat_of
from taizhang.domain.assessments.models import ReviewGrade, ReviewMeeting, ReviewReport
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.ids import uuid7
from tests.factories.orgs import DAY, SEED

OFFICER = replace(SEED, name="赵敏", person_id=uuid7())
G = ReviewGrade


@dataclass
class Review:
    """A meeting with its reports by organisation, and the codes by the name of the seat."""

    meeting: ReviewMeeting
    first: ReviewReport
    second: ReviewReport
    codes: dict[str, str]

    def vote(self, who: str, *grades: ReviewGrade) -> None:
        """Cast the ballot of a seat, the grades in the order of its lines."""
        code = self.codes[who]
        lines = ballot_of(seat_of(code))
        cast(code=code, grades=dict(zip((line.pk for line in lines), grades, strict=True)))


def called(office: Organization, **more: object) -> ReviewMeeting:
    """A meeting called today, at which nobody reports yet."""
    return call_meeting(entry=MeetingEntry(office, 2018, DAY, below=False, **more), by=OFFICER)


def prepared(cast_: object) -> Review:
    """The street hears two branches; five seats, one of them of the first branch; every report handed in."""
    meeting = called(cast_.street)
    reports = [add_report(meeting=meeting, organization=each, by=OFFICER) for each in (cast_.first, cast_.second)]
    first, second = (hand_in(report=each, text="按月过好组织生活。", by=SEED) for each in reports)
    add_seats(meeting=meeting, who="甲", by=OFFICER)
    add_seats(meeting=meeting, who="乙", by=OFFICER)
    add_seats(meeting=meeting, who="丙", by=OFFICER)
    add_seats(meeting=meeting, who="丁", by=OFFICER)
    add_seats(meeting=meeting, who="一支部书记", organization=cast_.first, by=OFFICER)
    codes = {seat.who: code for seat, code in make_codes(meeting=meeting, by=OFFICER)}
    return Review(meeting, first, second, codes)


def voting(cast_: object) -> Review:
    """The same, commented on and open for votes."""
    review = prepared(cast_)
    for report in (review.first, review.second):
        comment(report=report, words="三会一课抓得实，积极分子培养偏少。", by=OFFICER)
    review.meeting = open_voting(meeting=review.meeting, by=OFFICER)
    return review
