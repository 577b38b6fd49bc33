"""What a record's own page tells: its frozen roll, its duties, its points, and its life so far."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packfile import PackFile
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.records.models import Activity, Ballot, Claim, Decision, Evidence, Presence
from taizhang.domain.reviews.models import Step
from taizhang.kernel.quorum import Share, Tally
from taizhang.kernel.workflow import Move, State
from taizhang.web.kit.page import PageRequest
from taizhang.web.records import words
from taizhang.web.records.cards import names
from taizhang.web.records.differences import Difference, differences
from taizhang.web.records.pointed import Points, pending, posted


class Line(NamedTuple):
    """One line of the frozen roll; the name is empty for whoever may not see it."""

    person_id: Any
    name: str
    presence: str
    reason: str
    counts: bool
    why_not: str
    guest: bool


@dataclass
class Told:
    """A record as somebody may see it; got `with_parts()`."""

    request: PageRequest
    activity: Activity

    @cached_property
    def pack(self) -> PackFile | None:
        """The rules of the day it was held."""
        return find_pack(self.activity.held_on)

    @property
    def institutions(self) -> list[str]:
        """What it was."""
        return names(self.pack, self.activity.institutions, self.request.lang)

    @cached_property
    def named(self) -> bool:
        """Whether this person may see who was there."""
        account, today = self.request.account, self.request.today
        there = policy.scope(account, Permission.PEOPLE_VIEW, on=today).covers(self.activity.org_path or "")  # type: ignore[attr-defined]
        return there or policy.may(account, Permission.PEOPLE_VIEW, self.activity.organization_id, on=today)

    @cached_property
    def roll(self) -> list[Line]:
        """The frozen roll; who may not see the others sees the own line with its name."""
        columns = ("person_id", "person__name", "presence", "reason", "counts", "why_not", "guest")
        lines = self.activity.attendances.order_by("person__sort_key").values_list(*columns)
        own = self.request.account.person_id
        return [
            Line(
                key,
                name if self.named or key == own else "",
                presence,
                reason if self.named or key == own else "",
                *rest,
            )
            for key, name, presence, reason, *rest in lines
        ]

    def those(self, presence: str = "", *, counts: bool = True) -> list[Line]:
        """The lines of who counts, or does not, by presence."""
        return [line for line in self.roll if line.counts is counts and presence in ("", line.presence)]

    @cached_property
    def decisions(self) -> list[Decision]:
        """What was decided, each with the duty it became."""
        found = list(self.activity.decisions.select_related("owner")) if self.activity.has_decisions else []  # type: ignore[attr-defined]
        by_source = {duty.source_id: duty for duty in self._duties if duty.source_id}
        for each in found:
            each.duty = by_source.get(each.pk)  # type: ignore[attr-defined]
        return found

    @cached_property
    def ballots(self) -> list[tuple[Ballot, Any, Any]]:
        """The votes with the arithmetic of both questions."""
        ballots = self.activity.ballots.all() if self.activity.has_ballots else ()  # type: ignore[attr-defined]
        return [(ballot, *_verdicts(ballot)) for ballot in ballots]

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The files."""
        return list(self.activity.evidence.all()) if self.activity.has_files else []  # type: ignore[attr-defined]

    @cached_property
    def duties(self) -> list[Duty]:
        """What it counts for."""
        return [duty for duty in self._duties if duty.claimed]  # type: ignore[attr-defined]

    @cached_property
    def _duties(self) -> list[Duty]:
        """What it counts for and what its decisions became, told apart; one query."""
        claims = Claim.objects.filter(activity=self.activity)
        became = Duty.objects.filter(source_id__in=self.activity.decisions.order_by().values("pk"))
        both = claims.values("duty_id").union(became.order_by().values("pk"))
        rows = Duty.objects.filter(pk__in=both).annotate(claimed=Exists(claims.filter(duty=OuterRef("pk"))))
        return list(rows.known().order_by("due_on", "institution"))

    @cached_property
    def points(self) -> list[Points]:
        """What it brought, or what it would bring."""
        if self.activity.submission.state == State.APPROVED:
            return posted(self.activity, self.pack, self.request.lang)
        there = {
            line.person_id: line.why_not for line in self.roll if line.presence == Presence.PRESENT and not line.guest
        }
        return pending(self.activity, self.pack, there, self.request.lang)

    @cached_property
    def steps(self) -> list[Step]:
        """Its moves, the latest first."""
        return list(Step.objects.filter(submission=self.activity.submission_id).order_by("-at", "-id"))

    @cached_property
    def revisions(self) -> list[tuple[datetime, str, list[Difference]]]:
        """What every revision changed, the latest first."""
        entries = AuditEntry.objects.about(self.activity.pk).filter(verb="records.revise").order_by("-number")
        people = {str(line.person_id): line.name for line in self.roll}
        duties = {str(duty.pk): duty for duty in self.duties}
        return [
            (entry.at, entry.actor_name, differences(entry.details, people, duties, self.pack, self.request.lang))
            for entry in entries
        ]

    @property
    def timeline(self) -> list[dict[str, Any]]:
        """Everything that happened to it, the latest first."""
        moves = [_event(step) for step in self.steps]
        changes = [
            {
                "at": at,
                "by": by,
                "what": gettext("Changed"),
                "note": gettext(", ").join(one.label for one in found),
                "kind": "plain",
            }
            for at, by, found in self.revisions
            if found
        ]
        return sorted([*moves, *changes], key=lambda event: event["at"], reverse=True)


def _verdicts(ballot: Ballot) -> tuple[Any, Any]:
    tally = Tally(ballot.entitled, ballot.present, yes=ballot.yes, no=ballot.no, abstain=ballot.abstain)
    return tally.present(Share.parse(ballot.quorum)), tally.passed(Share.parse(ballot.passing))


def _event(step: Step) -> dict[str, Any]:
    word, kind = words.MOVES.get(step.move, (step.move, "plain"))
    if step.move == Move.SUBMIT and step.before:
        word = gettext("Handed in again")
    return {"at": step.at, "by": step.by_name, "what": str(word), "note": step.because, "kind": kind}
