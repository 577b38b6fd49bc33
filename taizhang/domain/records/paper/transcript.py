"""What a filled sheet says, as an entry for the actions; what cannot be read is told with its box."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import get_language, gettext

from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packfile import PackFile
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.entry import Absence, BallotEntry, DecisionEntry, RecordEntry
from taizhang.domain.records.lines import Roll
from taizhang.domain.records.paper import faults, reasons
from taizhang.domain.records.paper.boxes import Boxes
from taizhang.domain.records.paper.layout import BALLOTS, DECISIONS, TOPICS
from taizhang.domain.records.paper.reading import Filled

GUESTS = re.compile(r"[、，,;；\n]+")
DAY_BOX, PERSON = "when.held_on", "people."
COUNTED = ("yes", "no", "abstain")


@dataclass
class Transcript:
    """A filled sheet with the roll and the rules of its day, and the unfinished duties it was made for."""

    filled: Filled
    place: Placement
    held_on: date
    pack: PackFile
    roll: Roll
    duties: Mapping[UUID, Duty]
    left_out: list[str] = field(default_factory=list)  # whom the roll of the day no longer knows

    @cached_property
    def boxes(self) -> Boxes:
        """Its boxes, and what is wrong with them."""
        return Boxes(self.filled, self.roll)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """What it was, by the boxes that are ticked."""
        known = {rule.code for rule in self.pack.institutions}
        codes = [code for code in self.filled.identity.institutions if code in known]
        return tuple(code for code in codes if self.boxes.ticked(f"institution.{code}.was"))

    @property
    def title(self) -> str:
        """The names of what it was."""
        lang = get_language() or "zh-hans"
        return gettext(", ").join(self.pack.institution(code).short.words(lang) for code in self.codes)

    def entry(self, files: tuple[UUID, ...] = ()) -> RecordEntry:
        """The entry; what is wrong with the boxes is gathered on the way."""
        boxes, (absences, came) = self.boxes, self._marks()
        self._refuse_renamed()
        return RecordEntry(
            id=self.filled.identity.key,
            organization_id=self.place.organization_id,
            institutions=self.codes,
            title=self.title,
            held_on=self.held_on,
            starts_at=boxes.clock("when.starts_at"),
            ends_at=boxes.clock("when.ends_at"),
            place=boxes.text("place.place"),
            chair_id=boxes.person("led.chair"),
            lecturer=boxes.text("led.lecturer"),
            topics=tuple(text for n in range(1, TOPICS + 1) if (text := boxes.text(f"topic.{n}.topic"))),
            minutes=boxes.text("minutes.minutes"),
            guest_names=tuple(name.strip() for name in GUESTS.split(boxes.text("guests.guests")) if name.strip()),
            absences=absences,
            came=came,
            decisions=tuple(self._decisions()),
            ballots=tuple(self._ballots()),
            evidence_ids=files,
            decision_duty_ids=self._late_duties(),
        )

    def _marks(self) -> tuple[dict[UUID, Absence], frozenset[UUID]]:
        """Who was away and how, and who came without having to."""
        absences: dict[UUID, Absence] = {}
        came: set[UUID] = set()
        known = {str(line.person_id): line for line in self.roll}
        for key, text in self.filled.boxes.items():
            if not key.startswith(PERSON) or not text.strip():
                continue
            line = known.get(key.removeprefix(PERSON))
            if line is None:
                self.left_out.append(self.filled.names.get(key.removeprefix(PERSON), ""))
            elif line.counts:
                away = reasons.absence(text)
                absences |= {line.person_id: away} if away else {}
            elif self.boxes.ticked(key):
                came.add(line.person_id)
        return absences, frozenset(came)

    def _refuse_renamed(self) -> None:
        """Lines whose name is no longer that of their person: the roll was sorted or written over."""
        for line in self.roll:
            said = self.filled.names.get(str(line.person_id))
            if said is None or said in (line.name, self.boxes.labels[line.person_id]):
                continue
            if not said.startswith(f"{line.name}（"):  # somebody called alike came or left since
                self.boxes.refuse(f"{PERSON}{line.person_id}", faults.another_name(said, line.name))

    def _decisions(self) -> Iterator[DecisionEntry]:
        boxes = self.boxes
        for row in (f"decision.{n}" for n in range(1, DECISIONS + 1)):
            if boxes.some(row, "text", "owner", "due_on"):
                owner, due_on = boxes.person(f"{row}.owner"), boxes.day(f"{row}.due_on")
                yield DecisionEntry(text=boxes.text(f"{row}.text"), owner_id=owner, due_on=due_on)

    def _ballots(self) -> Iterator[BallotEntry]:
        boxes = self.boxes
        for row in (f"ballot.{n}" for n in range(1, BALLOTS + 1)):
            if boxes.some(row, "question", *COUNTED):
                yes, no, abstain = (boxes.number(f"{row}.{name}") for name in COUNTED)
                question, secret = boxes.text(f"{row}.question"), boxes.ticked(f"{row}.secret")
                yield BallotEntry(question=question, yes=yes, no=no, abstain=abstain, secret=secret)

    def _late_duties(self) -> tuple[UUID, ...]:
        """The duties that the sheet was made for and that only the recorder's own word still reaches."""
        meant = (self.duties.get(key) for key in self.filled.identity.duties)
        own = [duty for duty in meant if duty is not None and duty.organization_id == self.place.organization_id]
        late = (duty for duty in own if duty.institution in self.codes and duty.grace_until < self.held_on)
        return tuple(duty.pk for duty in late if self.held_on <= duty.closes_on)
