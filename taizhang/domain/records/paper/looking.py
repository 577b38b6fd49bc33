"""Filled sheets beside the register: which record each becomes, what follows, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.imports.cells import written_day
from taizhang.domain.orgs.imports.faults import Where
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.claims import STANDING
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.lines import Roll
from taizhang.domain.records.models import Activity, Evidence
from taizhang.domain.records.packs import Packs
from taizhang.domain.records.paper import faults
from taizhang.domain.records.paper.boxes import Wrong
from taizhang.domain.records.paper.identity import pack_name
from taizhang.domain.records.paper.reading import Filled
from taizhang.domain.records.paper.transcript import DAY_BOX, Transcript
from taizhang.domain.records.preview import Preview, previews
from taizhang.domain.records.roll import of_committee
from taizhang.domain.records.rosters import Rosters
from taizhang.kernel.errors import Refused


class Becomes(StrEnum):
    """What entering a sheet does."""

    NEW = "new"  # a new record
    REVISED = "revised"  # the record that was sent back, written anew
    AGAIN = "again"  # nothing: it was handed in before
    EMPTY = "empty"  # nothing: nobody wrote in it
    WRONG = "wrong"


@dataclass
class Look:
    """One filled sheet as it stands beside the register."""

    filled: Filled
    place: Placement | None = None
    becomes: Becomes = Becomes.NEW
    transcript: Transcript | None = None
    entry: RecordEntry | None = None
    preview: Preview | None = None
    wrong: list[Wrong] = field(default_factory=list)

    def refuse(self, refusal: Refused, key: str = "") -> None:
        """Note what is wrong with it."""
        self.becomes = Becomes.WRONG
        self.wrong.append(Wrong(key, refusal))


@dataclass
class Beside:
    """What must be known of some filled sheets, in a fixed number of queries."""

    places: Mapping[str, Placement]
    records: Mapping[UUID, Activity]
    duties: Mapping[UUID, Duty]
    files: Mapping[UUID, list[UUID]]
    packs: Packs
    often: Counter[UUID]
    where: Where

    @classmethod
    def load(cls, sheets: Sequence[Filled], where: Where, on: date) -> "Beside":
        """Everything at once."""
        keys = [each.identity.key for each in sheets]
        codes = {each.identity.organization for each in sheets}
        places = Placement.objects.on(on).filter(organization__code__in=codes).select_related("organization")
        meant = {duty for each in sheets for duty in each.identity.duties}
        files: dict[UUID, list[UUID]] = {}
        kept = Evidence.objects.filter(Q(draft_id__in=keys) | Q(activity_id__in=keys))
        for key, draft, activity in kept.values_list("pk", "draft_id", "activity_id"):
            files.setdefault(activity or draft or key, []).append(key)
        return cls(
            places={place.organization.code: place for place in places},
            records={each.pk: each for each in Activity.objects.filter(pk__in=keys).select_related("submission")},
            duties=Duty.objects.filter(pk__in=meant).unfinished().in_bulk(),
            files=files,
            packs=Packs.load(),
            often=Counter(keys),
            where=where,
        )


def look(sheets: Sequence[Filled], where: Where, by: Actor) -> list[Look]:
    """Every sheet with what it would become; `where` says for which organisations this person may enter."""
    beside = Beside.load(sheets, where, by.on)
    looks = [Look(each) for each in sheets]
    dated = [(each, day) for each in looks if (day := _day(each, beside)) is not None]
    if dated:
        ids = {each.place.organization_id for each, _day_held in dated if each.place}
        days = [day for _each, day in dated]
        rosters = Rosters.load(ids, min(days), max(days))
        for each, day in dated:
            _read(each, day, beside, rosters)
    _foresee([each for each in looks if each.entry is not None], by)
    return looks


def _day(each: Look, beside: Beside) -> date | None:
    """On which day it was held; None for a sheet that needs no further look."""
    identity = each.filled.identity
    place = beside.places.get(identity.organization)
    if place is None or not beside.where.covers(place.path):
        each.refuse(faults.elsewhere(identity.organization))
        return None
    each.place = place
    if not each.filled.typed:
        each.becomes = Becomes.EMPTY
        return None
    if beside.often[identity.key] > 1:
        each.refuse(faults.copied())
        return None
    text = each.filled.boxes.get(DAY_BOX, "").strip()
    if not text:
        each.refuse(faults.no_day(), DAY_BOX)
        return None
    try:
        return written_day(text)
    except Refused as refusal:
        each.refuse(refusal, DAY_BOX)
        return None


def _read(each: Look, day: date, beside: Beside, rosters: Rosters) -> None:
    """Read the rest of it, unless it was handed in before or made for other rules."""
    identity, place, pack = each.filled.identity, each.place, beside.packs.on(day)
    if place is None or _known_before(each, day, beside):
        return
    if pack is None or pack_name(pack) != identity.pack:
        each.refuse(faults.other_rules(identity.pack, pack_name(pack) if pack else "—", day), DAY_BOX)
        return
    codes = [rule.code for rule in pack.institutions if rule.code in identity.institutions]
    if len(codes) != len(identity.institutions) or not codes:
        each.refuse(faults.no_such_institution(identity.institutions))
        return
    ticked = Transcript(each.filled, place, day, pack, Roll(()), {}).codes
    committee = bool(ticked) and of_committee(pack, ticked)
    roll = rosters.roll(place.organization_id, day, committee=committee)
    each.transcript = Transcript(each.filled, place, day, pack, roll, beside.duties)
    each.entry = each.transcript.entry(tuple(beside.files.get(identity.key, ())))
    for wrong in each.transcript.boxes.wrong:
        each.refuse(wrong.refusal, wrong.key)


def _known_before(each: Look, day: date, beside: Beside) -> bool:
    """Whether its record is there already; a copy of the sheet filled anew is another gathering."""
    record = beside.records.get(each.filled.identity.key)
    if record is None or each.place is None:
        return False
    if record.organization_id != each.place.organization_id or record.held_on != day:
        each.refuse(faults.used(record.held_on if record.organization_id == each.place.organization_id else None))
        return True
    standing = record.submission.state in STANDING
    each.becomes = Becomes.AGAIN if standing else Becomes.REVISED
    return standing


def _foresee(looks: Sequence[Look], by: Actor) -> None:
    """What follows from each, and what its rules would refuse."""
    entries = [each.entry for each in looks if each.entry is not None]
    for each, seen in zip(looks, previews(entries, by) if entries else (), strict=True):
        each.preview = seen
        for key, problem in _placed(seen.problems):
            each.refuse(problem, key)


BOXES = {
    "records.future": DAY_BOX,
    "records.before-founding": DAY_BOX,
    "records.closed": DAY_BOX,
    "records.no-pack": DAY_BOX,
    "records.backward-times": "when.ends_at",
    "records.chair-absent": "led.chair",
    "records.guests": "guests.guests",
    "records.decision": "decision.1.text",
    "records.decision-due": "decision.1.due_on",
    "records.question": "ballot.1.question",
    "quorum.votes_do_not_add_up": "ballot.1.yes",
    "quorum.no_voters": "ballot.1.yes",
    "quorum.more_than_entitled": "ballot.1.yes",
}


def _placed(problems: Sequence[Refused]) -> Iterator[tuple[str, Refused]]:
    """Each problem with the box it is about; "" for the sheet as a whole."""
    for problem in problems:
        yield BOXES.get(problem.code, ""), problem
