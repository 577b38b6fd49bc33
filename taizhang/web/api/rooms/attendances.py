"""Who was there: the frozen roll of a gathering, and presences sent many at once with a receipt for each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext
from ninja import Schema
from pydantic import Field

from taizhang.domain.access.actions import instructions
from taizhang.domain.access.roles import Permission
from taizhang.domain.records.actions import revise
from taizhang.domain.records.entry import Absence
from taizhang.domain.records.models import Activity, Attendance, Presence
from taizhang.kernel.errors import Refused, _
from taizhang.web.api.answers import Page, parted
from taizhang.web.api.bodies import Body, Sent, Word
from taizhang.web.api.calls import get, post
from taizhang.web.api.nouns import PersonRef, person_ref
from taizhang.web.api.once import digest
from taizhang.web.api.parameters import asked
from taizhang.web.api.records import entry_of
from taizhang.web.api.rooms.activities import hold, matched
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.page import PageRequest
from taizhang.web.records.finding import find_record
from taizhang.web.records.told import Told

VIEW, WRITE = Permission.RECORDS_VIEW, Permission.RECORDS_WRITE
MOST = 1000  # presences sent at once
LONGEST_REASON = 80
ACCEPTED, DUPLICATE, REFUSED = "accepted", "duplicate", "refused"
Line = tuple[str, str]  # presence and reason


@dataclass(frozen=True)
class Attendances(Filter):
    """Which lines of a roll."""

    presence: Presence | None = condition("", "presence", default=None)
    counts: bool = condition("", "counts", default=False)


class AttendanceLine(Schema):
    """One line of the frozen roll; why somebody was away only for whoever may see people there."""

    person: PersonRef
    presence: str
    reason: str
    counts: bool
    votes: bool
    why_not: str
    guest: bool


class PresenceSent(Sent):
    """Whether one person of the roll was there."""

    person_id: UUID
    presence: Literal["present", "leave", "absent"]
    reason: Word = ""


class PresencesSent(Body):
    """Many at once, in the order in which they are to be entered."""

    items: list[PresenceSent] = Field(min_length=1, max_length=MOST)


class Receipt(Schema):
    """What became of one item."""

    id: UUID
    result: Literal["accepted", "duplicate", "refused"]
    code: str
    detail: str


class Receipts(Schema):
    """What became of each, in the order in which they were sent."""

    accepted: int
    duplicate: int
    refused: int
    items: list[Receipt]


@get("activities/{uuid:key}/attendances", "activity_attendances", VIEW, Page[AttendanceLine], asks=Attendances)
def attendances(request: PageRequest, key: UUID) -> Page[AttendanceLine]:
    """The roll of a gathering as it was then."""
    found = find_record(request, key)
    named = Told(request, found).named
    rows = asked(request, Attendances).apply(Attendance.objects.filter(activity=found).select_related("person"))
    return parted(request, rows, ("person__sort_key", "id"), lambda lines: [_line(each, named) for each in lines])


@post("activities/{uuid:key}/attendances", "activity_attendance_batch", WRITE, Receipts, matched=True)
def batch(request: PageRequest, key: UUID, body: PresencesSent) -> Receipts:
    """Enter many presences; each is accepted, known already, or refused by itself, and all accepted ones together.

    A record that was sent back or withdrawn is handed in again with them.
    """
    found = find_record(request, key)
    with transaction.atomic():
        instructions.hold([key])
        sent = _Sent.of(request, body.items)
        if all(sent.known.get(each.id) for each in body.items):
            return _receipts([_receipt(each, DUPLICATE) for each in body.items])
        hold(key)
        roll = _Roll(found)
        receipts = [sent.entered(roll, each, said) for each, said in zip(body.items, sent.digests, strict=True)]
        if sent.new or "If-Match" not in request.headers:  # a batch sent again brings nothing new, of whatever version
            matched(request, key)
        if sent.new:
            revise(entry=roll.entry(), by=request.by)
            instructions.remember(sent.new, request.account, request.by.at)
    return _receipts(receipts)


@dataclass
class _Sent:
    """What was sent, what of it is known from before, and what is new."""

    digests: list[str]
    known: dict[UUID, bool]
    new: dict[UUID, str]

    @classmethod
    def of(cls, request: PageRequest, items: Sequence[PresenceSent]) -> "_Sent":
        """The items, compared with what was sent before."""
        digests = [digest(request, each) for each in items]
        said = dict(zip((each.id for each in items), digests, strict=True))
        return cls(digests, instructions.known(said, request.account), {})

    def entered(self, roll: "_Roll", item: PresenceSent, said: str) -> Receipt:
        """What becomes of one item; the same identifier twice in one batch is like one that was sent before."""
        if item.id in self.new or item.id in self.known:
            same = self.new[item.id] == said if item.id in self.new else self.known[item.id]
            return _receipt(item, DUPLICATE) if same else _receipt(item, REFUSED, instructions.other_content())
        try:
            roll.mark(item)
        except Refused as refusal:
            return _receipt(item, REFUSED, refusal)
        self.new[item.id] = said
        return _receipt(item, ACCEPTED)


class _Roll:
    """The presences of a record, changed item by item before they are written at once."""

    def __init__(self, activity: Activity) -> None:
        self.activity = activity
        columns = ("person_id", "presence", "reason", "counts", "guest")
        rows = list(activity.attendances.values_list(*columns))
        self.lines: dict[UUID, Line] = {key: (presence, reason) for key, presence, reason, *_rest in rows}
        self.counts = {key: counts for key, _presence, _reason, counts, _guest in rows}
        self.guests = {key for key, *_rest, guest in rows if guest}

    def mark(self, item: PresenceSent) -> None:
        """Enter one presence; refused for who is not on the roll."""
        if item.person_id not in self.lines:
            raise Refused(
                _("This person is not on the roll of this gathering."),
                _("Read the roll; guests are named in the record itself."),
                code="records.not-on-roll",
            )
        if len(item.reason) > LONGEST_REASON or (item.presence == "present" and item.reason):
            raise Refused(
                _("A reason of absence has at most {limit} characters, and none belongs to who was there."),
                _("Shorten it, or leave it out."),
                code="records.reason",
                limit=LONGEST_REASON,
            )
        if item.person_id in self.guests or (item.person_id == self.activity.chair_id and item.presence != "present"):
            raise Refused(
                _("A guest or the chair cannot be marked away."),
                _("Correct the record itself."),
                code="records.chair-absent",
            )
        self.lines[item.person_id] = (item.presence, item.reason)

    def entry(self) -> Any:
        """The record with these presences."""
        present = Presence.PRESENT.value
        away = {key: Absence(*line) for key, line in self.lines.items() if line[0] != present and self.counts[key]}
        came = {key for key, line in self.lines.items() if line[0] == present and not self.counts[key]}
        return replace(entry_of(self.activity), absences=away, came=frozenset(came))


def _receipt(item: PresenceSent, result: Any, refusal: Refused | None = None) -> Receipt:
    detail = refusal.sentence(gettext) if refusal else ""
    return Receipt(id=item.id, result=result, code=refusal.code if refusal else "", detail=detail)


def _receipts(items: Sequence[Receipt]) -> Receipts:
    counted = {result: sum(each.result == result for each in items) for result in (ACCEPTED, DUPLICATE, REFUSED)}
    return Receipts(**counted, items=list(items))


def _line(row: Any, named: bool) -> AttendanceLine:
    return AttendanceLine(
        person=person_ref(row.person_id, row.person.name if named else ""),
        presence=row.presence,
        reason=row.reason if named else "",
        counts=row.counts,
        votes=row.votes,
        why_not=row.why_not if named else "",
        guest=row.guest,
    )
