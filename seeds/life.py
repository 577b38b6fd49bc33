"""The months of the demo: duties issued, gatherings recorded by the branches, reviewed by the offices above."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from seeds import themes
from seeds.bodies import Body
from seeds.plan import ZONE, Gathering, Group
from seeds.roster import OFFICE_STAFF, Roster
from taizhang.domain.audit.actor import Actor, Channel
from taizhang.domain.records.actions import approve, send_back, submit_many, withdraw
from taizhang.domain.records.entry import BallotEntry, DecisionEntry, RecordEntry
from taizhang.domain.records.models import Activity
from taizhang.kernel.ids import uuid7

LAST_REVIEW = date(2018, 5, 29)


@dataclass(slots=True)
class Life:
    """What the months need to know: who records for a branch, and who reviews for the organisation above."""

    rosters: dict[Group, Roster]
    reviewers: dict[Body, Actor]
    random: Random
    waiting: list[tuple[Gathering, UUID, UUID]] = field(default_factory=list)  # gathering, activity, submission

    def record(self, gatherings: Sequence[Gathering]) -> int:
        """Hand in what was held, each by its branch's secretary at its own moment."""
        pairs = [(self._entry(each), self._secretary(each)) for each in gatherings]
        made = {activity.pk: activity for activity in submit_many(entries=pairs, by=pairs[-1][1])}
        for each, (entry, secretary) in zip(gatherings, pairs, strict=True):
            self._settle(each, made[entry.id], secretary)
        return len(pairs)

    def review(self, day: date) -> None:
        """Approve what waits, office by office; the last days before the end still wait for their review."""
        at = datetime.combine(day, time(10, 30), ZONE)
        ready = [row for row in self.waiting if row[0].recorded_at < at and not self._put_off(row[0], day)]
        chosen = {row[1] for row in ready}
        self.waiting = [row for row in self.waiting if row[1] not in chosen]
        offices: dict[Body, list[UUID]] = {}
        for gathering, _activity, submission in ready:
            offices.setdefault(self.rosters[gathering.branch].body.reviewer, []).append(submission)
        for minutes, (office, submissions) in enumerate(offices.items()):
            by = self.reviewers[office].later(at + timedelta(minutes=minutes))
            approve(submission_ids=submissions, by=by)

    def _put_off(self, gathering: Gathering, day: date) -> bool:
        """Of the last month, some records wait longer."""
        return day == LAST_REVIEW and self.random.random() < (0.05 if gathering.held_on.day < 17 else 0.4)

    def _settle(self, gathering: Gathering, activity: Activity, secretary: Actor) -> None:
        at = gathering.recorded_at + timedelta(minutes=40)
        if gathering.fate == "returned":
            office = self.reviewers[self.rosters[gathering.branch].body.reviewer].later(at)
            because = self.random.choice(themes.RETURN_REASONS)
            send_back(submission_id=activity.submission_id, because=because, by=office)
        elif gathering.fate == "withdrawn":
            withdraw(activity=activity, because="重复录入", by=secretary.later(at))
        else:
            self.waiting.append((gathering, activity.pk, activity.submission_id))

    def _secretary(self, gathering: Gathering) -> Actor:
        person = self.rosters[gathering.branch].people[0]
        return Actor(person.name, gathering.recorded_at, person.pk, Channel.SEED)

    def _entry(self, gathering: Gathering) -> RecordEntry:
        roster = self.rosters[gathering.branch]
        people = roster.people[: roster.committee] if gathering.institutions == ("L02",) else roster.people
        begins = datetime.combine(gathering.held_on, gathering.starts_at)
        absent = {people[place].pk: ("leave", why) for place, why in gathering.absent.items() if place < len(people)}
        return RecordEntry(
            id=uuid7(int(gathering.recorded_at.timestamp() * 1000), self.random.getrandbits(80)),
            organization_id=roster.organization.pk,
            institutions=gathering.institutions,
            title=gathering.title,
            held_on=gathering.held_on,
            starts_at=gathering.starts_at,
            ends_at=(begins + timedelta(minutes=gathering.minutes_long)).time(),
            place=gathering.branch.place,
            chair_id=roster.people[0].pk,
            lecturer=roster.people[0].name if gathering.lecturer else "",
            topics=gathering.topics + ((self.random.choice(themes.LECTURES),) if gathering.lecturer else ()),
            minutes=self.random.choice(themes.MINUTES) if self.random.random() < 0.6 else "",
            absences=absent,
            decisions=tuple(self._decisions(gathering, roster)),
            ballots=self._ballots(gathering, len(roster.voters - absent.keys())),
        )

    def _decisions(self, gathering: Gathering, roster: Roster) -> Iterator[DecisionEntry]:
        for words, days in gathering.decisions:
            owner = roster.people[1 if len(roster.people) > 1 else 0]
            yield DecisionEntry(text=words, owner_id=owner.pk, due_on=gathering.held_on + timedelta(days=days))

    def _ballots(self, gathering: Gathering, voters: int) -> tuple[BallotEntry, ...]:
        """One vote where there was one; sometimes somebody abstains or is against."""
        if not gathering.vote or not voters:
            return ()
        against, abstaining = (self.random.random() < 0.1 and voters > 3), (self.random.random() < 0.15 and voters > 5)
        yes = voters - against - abstaining
        return (BallotEntry(question=gathering.vote, yes=yes, no=int(against), abstain=int(abstaining)),)


def offices(rosters: Sequence[Roster], at: datetime) -> dict[Body, Actor]:
    """Who reviews for each street and unit: the first of its office's staff, who sits in its first branch."""
    found: dict[Body, Actor] = {}
    for roster in rosters:
        above = roster.body.reviewer
        if roster.body.above is above and above not in found:
            person = roster.people[OFFICE_STAFF][0]
            found[above] = Actor(person.name, at, person.pk, Channel.SEED)
    return found
