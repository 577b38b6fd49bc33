"""Gatherings made through their own actions, in a small tree: a district, a street with an office, branches."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any
from uuid import uuid4

from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.models import Pack
from taizhang.domain.orgs.kinds import Kind, PostKind
from taizhang.domain.orgs.models import Organization, Person, Placement
from taizhang.domain.policies.switches import Switch
from taizhang.domain.records import actions
from taizhang.domain.records.checkin import check_in as say_here
from taizhang.domain.records.drafts import save_draft
from taizhang.domain.records.entry import BallotEntry, DecisionEntry, RecordEntry
from taizhang.domain.records.evidence import keep
from taizhang.domain.records.models import (
    Activity,
    Attendance,
    Ballot,
    CheckIn,
    Claim,
    Decision,
    Draft,
    Evidence,
    PaperUpload,
)
from taizhang.kernel.ids import uuid7
from taizhang.kernel.periods import Period
from tests.factories import duties, policies

DAY = date(2018, 5, 16)
EVENING = datetime(2018, 5, 16, 12, tzinfo=UTC)  # eight in the evening, local time
NEXT_DAY = datetime(2018, 5, 17, 1, tzinfo=UTC)
_COMMITTEE = (PostKind.SECRETARY, PostKind.ORGANIZATION, PostKind.PUBLICITY)


@dataclass
class Branch:
    """A branch with its members, its recorder, and somebody of the street's office who reviews."""

    place: Placement
    street: Placement
    members: list[Person]
    recorder: Actor
    reviewer: Actor

    @property
    def id(self) -> Any:
        return self.place.organization_id

    @property
    def organization(self) -> Organization:
        return self.place.organization

    def entry(self, *institutions: str, **changes: Any) -> RecordEntry:
        """What the recorder would type of a gathering with everybody there."""
        values: dict[str, Any] = {
            "organization_id": self.id,
            "institutions": institutions or ("L05",),
            "title": "学习党的十九大精神",
            "held_on": DAY,
            "starts_at": time(15),
            "ends_at": time(17),
        }
        return RecordEntry(**{**values, **changes})

    def submit(self, *institutions: str, **changes: Any) -> Activity:
        """A gathering handed in by the recorder."""
        return actions.submit(entry=self.entry(*institutions, **changes), by=self.recorder)

    def approve(self, *activities: Activity) -> Any:
        """Approval by the street's office."""
        return actions.approve(submission_ids=[each.submission_id for each in activities], by=self.reviewer)

    def approved(self, *institutions: str, **changes: Any) -> Activity:
        """A gathering handed in and approved."""
        activity = self.submit(*institutions, **changes)
        self.approve(activity)
        return activity


def branch(members: int = 9, code: str = "B1", street: Placement | None = None, **posts: Any) -> Branch:
    """A branch that owes what the default pack asks of it in May 2018."""
    if not Pack.objects.exists():
        duties.pack()
    street = street or duties.stand("ST", Kind.STREET, duties.stand("DI", Kind.DISTRICT))
    place = duties.stand(code, Kind.BRANCH, street)
    people = duties.people(place, members, *posts.get("posts", _COMMITTEE))
    recorder = Actor("王书记", EVENING, people[0].pk if people else uuid4())
    made = Branch(place, street, people, recorder, Actor("李审核", NEXT_DAY, uuid4()))
    issue(
        period=Period.parse("2018-M05"), on=date(2018, 5, 1), by=duties.actor(), organizations=[place.organization_id]
    )
    return made


@dataclass
class Upload:
    """A file on its way in."""

    name: str
    content: bytes

    def chunks(self) -> Any:
        stream = BytesIO(self.content)
        while chunk := stream.read(4096):
            yield chunk


def activity(**changes: Any) -> Activity:
    """A gathering handed in."""
    return branch().submit(**changes)


def claim() -> Claim:
    """A claim of a gathering on a duty."""
    return activity().claims.get()


def attendance() -> Attendance:
    """A line of a roll."""
    return activity().attendances.first()


def decision() -> Decision:
    """A decision of a gathering."""
    decided = DecisionEntry(text="修缮活动室", due_on=date(2018, 6, 10))
    return activity(decisions=(decided,)).decisions.get()


def ballot() -> Ballot:
    """A vote of a gathering."""
    return branch(9).submit("L01", ballots=(BallotEntry(question="接收预备党员", yes=9),)).ballots.get()


def draft(where: Branch | None = None, body: dict[str, Any] | None = None) -> Draft:
    """Something begun and not handed in."""
    where = where or branch()
    return save_draft(
        id=uuid7(), organization=where.organization, person=where.members[0], body=body or {"title": "草稿"}, at=EVENING
    )


def evidence(where: Branch | None = None, name: str = "签到.txt", content: bytes = "到会九人".encode()) -> Evidence:
    """A file kept for a draft."""
    where = where or branch()
    return keep(upload=Upload(name, content), organization=where.organization, draft_id=uuid7(), by=where.recorder)


def check_in() -> CheckIn:
    """A member who said that he is here, while that is switched on."""
    where = branch()
    policies.warrant(Switch.CHECK_IN, where.recorder)
    return say_here(draft=draft(where), person=where.members[1], on=where.recorder.on)


def paper_upload(where: Branch | None = None) -> PaperUpload:
    """Filled sheets sent in and not yet entered."""
    where = where or branch()
    by = {"offered_by_id": where.recorder.person_id, "offered_by_name": where.recorder.name}
    return PaperUpload.objects.create(files=["五月.xlsx"], offered_at=where.recorder.at, **by)
