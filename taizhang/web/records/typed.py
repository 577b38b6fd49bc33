"""Typed: one gathering as the form, a draft or a stored record words it, always the same names and texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from taizhang.domain.records.entry import Absence, RecordEntry
from taizhang.domain.records.models import Presence
from taizhang.kernel.errors import Refused
from taizhang.web.records.forms import BallotForm, DecisionForm, FactsForm, RowForm, identifiers, lines, rows

# At which input a refusal of the rules is shown; others stand at the top of the form.
PLACES = {
    "records.no-institution": "institutions",
    "records.unknown-institution": "institutions",
    "records.no-title": "title",
    "records.future": "held_on",
    "records.before-founding": "held_on",
    "records.closed": "held_on",
    "records.no-pack": "held_on",
    "records.backward-times": "ends_at",
    "records.guests": "guest_names",
    "records.nobody": "roll",
    "records.not-on-roll": "roll",
    "records.came-and-absent": "roll",
    "records.chair-absent": "chair",
    "records.decision": "decisions",
    "records.decision-due": "decisions",
    "records.question": "ballots",
    "records.duty-closed": "duties",
    "records.unknown-duty": "duties",
    "records.evidence": "files",
    "records.picture": "files",
    "quorum.votes_do_not_add_up": "ballots",
    "quorum.no_voters": "ballots",
    "quorum.more_than_entitled": "ballots",
    "quorum.negative": "ballots",
}


@dataclass
class Typed:
    """What was typed; `checked` once it was handed in, for only then is what is wrong shown."""

    data: QueryDict
    checked: bool = False
    wrong: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Mapping[str, Sequence[Any]]) -> "Typed":
        """From plain values by name: a draft, a stored record, a prefilled form."""
        data = QueryDict(mutable=True)
        for name, given in values.items():
            data.setlist(name, [str(one) for one in given])
        return cls(data)

    def text(self, name: str) -> str:
        """One input as it was typed."""
        return str(self.data.get(name, ""))

    def many(self, name: str) -> list[str]:
        """All values of a repeated input."""
        return self.data.getlist(name)

    @cached_property
    def form(self) -> FactsForm:
        """The single inputs."""
        return FactsForm(self.data)

    @cached_property
    def decisions(self) -> list[DecisionForm]:
        """The lines of decisions, the last one empty."""
        return rows(DecisionForm, self.data)

    @cached_property
    def ballots(self) -> list[BallotForm]:
        """The votes, the last one empty."""
        return rows(BallotForm, self.data)

    @property
    def institutions(self) -> tuple[str, ...]:
        """What it was."""
        return tuple(dict.fromkeys(self.many("institutions")))

    def errors(self, name: str) -> list[str]:
        """What is wrong with an input, once the form was handed in."""
        shaped = [str(text) for text in self.form.errors.get(name, [])] if self.checked else []
        return shaped + self.wrong.get(name, [])

    def told(self) -> list[tuple[str, str]]:
        """Everything that is wrong, with the input it stands at; "" when it is about the whole."""
        shaped = [(name, str(text)) for name, found in self.form.errors.items() for text in found]
        lines = [(row.kind + "s", str(text)) for row in self._lines for texts in row.errors.values() for text in texts]
        return [*shaped, *lines, *((name, text) for name, found in self.wrong.items() for text in found)]

    @property
    def _lines(self) -> list[RowForm]:
        return [row for row in (*self.decisions, *self.ballots) if row.filled]

    @property
    def shaped(self) -> bool:
        """Whether everything typed can be read; what it says is another question."""
        return self.form.is_valid() and all(row.is_valid() for row in self._lines)

    def blame(self, problems: Iterable[Refused]) -> None:
        """Put each refusal beside the input it is about."""
        for problem in problems:
            self.wrong.setdefault(PLACES.get(problem.code, ""), []).append(problem.sentence(gettext))

    def entry(self, key: UUID, organization_id: UUID, title: str = "", files: Iterable[UUID] = ()) -> RecordEntry:
        """What was typed for the actions; what cannot be read counts as not typed. Needs a day that can be read."""
        self.form.is_valid()
        clean = self.form.cleaned_data
        return RecordEntry(
            id=key,
            draft_id=key,
            organization_id=organization_id,
            institutions=self.institutions,
            title=clean.get("title") or title,
            held_on=clean["held_on"],
            starts_at=clean.get("starts_at"),
            ends_at=clean.get("ends_at"),
            place=clean.get("place") or "",
            chair_id=clean.get("chair"),
            lecturer=clean.get("lecturer") or "",
            topics=lines(clean.get("topics")),
            guest_names=lines(clean.get("guest_names")),
            minutes=clean.get("minutes") or "",
            absences=self.absences,
            came=frozenset(identifiers(self.many("came"))),
            decisions=tuple(row.entry for row in self.decisions if row.filled and row.is_valid()),
            ballots=tuple(row.entry for row in self.ballots if row.filled and row.is_valid()),
            evidence_ids=tuple(files),
            decision_duty_ids=tuple(identifiers(self.many("duties"))),
        )

    @property
    def absences(self) -> dict[UUID, Absence]:
        """Who was marked absent, how and why."""
        return {
            person: Absence(
                self.text(f"presence-{person}") or Presence.LEAVE.value, self.text(f"reason-{person}").strip()
            )
            for person in identifiers(self.many("absent"))
        }
