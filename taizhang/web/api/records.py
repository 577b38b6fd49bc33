"""A record of a gathering as it is sent: the fields of the form, in the shape that the actions take."""

from datetime import time
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from taizhang.domain.records.checking.what import MOST_GUESTS
from taizhang.domain.records.entry import Absence, BallotEntry, DecisionEntry, RecordEntry
from taizhang.domain.records.models import Activity
from taizhang.web.api.bodies import Body, Count, Day, GuestName, Hour, Name, Prose, Sent, Word

Code = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9_-]{1,8}$")]
Away = Literal["leave", "absent"]


class AbsenceSent(Body):
    """Who was not there, how and why."""

    person_id: UUID
    presence: Away = "leave"
    reason: Word = ""


class DecisionSent(Body):
    """What was decided; with a day it becomes a duty when the record is approved."""

    text: Word
    owner_id: UUID | None = None
    due_on: Day | None = None


class BallotSent(Body):
    """A vote as it was counted."""

    question: Word
    yes: Count
    no: Count = 0
    abstain: Count = 0
    secret: bool = False


class RecordSent(Sent):
    """A gathering: what it was, when, where, who was not there, and what came of it."""

    organization: Name = Field(description="Its code")
    institutions: list[Code] = Field(min_length=1, max_length=30)
    title: Word
    held_on: Day
    starts_at: Hour | None = None
    ends_at: Hour | None = None
    place: Word = ""
    chair_id: UUID | None = None
    lecturer: Word = ""
    topics: list[Word] = Field(default=[], max_length=50)
    minutes: Prose = ""
    absences: list[AbsenceSent] = Field(default=[], max_length=5000)
    guest_names: list[GuestName] = Field(default=[], max_length=MOST_GUESTS, description="Guests outside the register")
    came: list[UUID] = Field(default=[], max_length=5000, description="Who came without being expected, guests too")
    decisions: list[DecisionSent] = Field(default=[], max_length=60)
    ballots: list[BallotSent] = Field(default=[], max_length=60)
    duties: list[UUID] = Field(default=[], max_length=100, description="What it carries out besides, by your own word")
    evidence: list[UUID] = Field(default=[], max_length=100)

    def entry(self, organization_id: UUID, key: UUID) -> RecordEntry:
        """The same for the actions."""
        return RecordEntry(
            id=key,
            draft_id=key,
            organization_id=organization_id,
            institutions=tuple(dict.fromkeys(self.institutions)),
            title=self.title,
            held_on=self.held_on,
            starts_at=_hour(self.starts_at),
            ends_at=_hour(self.ends_at),
            place=self.place,
            chair_id=self.chair_id,
            lecturer=self.lecturer,
            topics=tuple(self.topics),
            minutes=self.minutes,
            absences={each.person_id: Absence(each.presence, each.reason) for each in self.absences},
            guest_names=tuple(self.guest_names),
            came=frozenset(self.came),
            decisions=tuple(
                DecisionEntry(text=each.text, owner_id=each.owner_id, due_on=each.due_on) for each in self.decisions
            ),
            ballots=tuple(
                BallotEntry(question=each.question, yes=each.yes, no=each.no, abstain=each.abstain, secret=each.secret)
                for each in self.ballots
            ),
            evidence_ids=tuple(self.evidence),
            decision_duty_ids=tuple(self.duties),
        )


def entry_of(activity: Activity) -> RecordEntry:
    """A stored record as it would be sent; everything but the roll stays as it is."""
    standing = activity.claims.filter(duty__waiver__isnull=True)
    decisions = [
        DecisionEntry(id=each.pk, text=each.text, owner_id=each.owner_id, due_on=each.due_on)
        for each in activity.decisions.all()
    ]
    ballots = [
        BallotEntry(
            id=each.pk, question=each.question, yes=each.yes, no=each.no, abstain=each.abstain, secret=each.secret
        )
        for each in activity.ballots.all()
    ]
    return RecordEntry(
        id=activity.pk,
        draft_id=activity.pk,
        organization_id=activity.organization_id,
        institutions=tuple(activity.institutions),
        title=activity.title,
        held_on=activity.held_on,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        place=activity.place,
        chair_id=activity.chair_id,
        lecturer=activity.lecturer,
        topics=tuple(activity.topics),
        minutes=activity.minutes,
        guest_names=tuple(activity.guest_names),
        decisions=tuple(decisions),
        ballots=tuple(ballots),
        evidence_ids=tuple(activity.evidence.values_list("pk", flat=True)),
        decision_duty_ids=tuple(standing.values_list("duty_id", flat=True)),
    )


def _hour(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
