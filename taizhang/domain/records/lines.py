"""A line of the roll: whether a person counts and votes on a day, and why not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from taizhang.domain.orgs.models.membership import Ground, Standing
from taizhang.domain.orgs.models.person import Registration

# Why somebody does not count, or has no vote; the words for them stand in `words.py`.
WHY = {Ground.ARTICLE_23: "exempt", Ground.FLOATING: "floating", Ground.ABROAD: "abroad"}
GROUND_OF = {code: ground.value for ground, code in WHY.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the roll. `why_not` says why the person does not count, or (probationary) only has no vote."""

    person_id: UUID
    name: str
    counts: bool
    votes: bool
    why_not: str = ""
    group: str = ""


@dataclass(frozen=True)
class Roll:
    """Everybody entitled to be there, in the order of their names within their groups."""

    lines: tuple[Line, ...]

    @cached_property
    def by_person(self) -> Mapping[UUID, Line]:
        """The lines by person."""
        return {line.person_id: line for line in self.lines}

    @property
    def expected(self) -> int:
        """How many count."""
        return sum(line.counts for line in self.lines)

    def __contains__(self, person_id: object) -> bool:
        return person_id in self.by_person

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


def line(person: Mapping[str, Any], ground: str | None, on: date) -> Line:
    """How one person stands on a day.

    Members exempt by article 23 of the education regulations, floating or abroad never lower the rate (burden.md 15):
    they keep their vote if they come. Whoever is suspended, expelled or out of contact has none; a probationary
    member counts and has none (Constitution of the Party, art. 7).
    """
    why = _why_not(person, ground, on)
    formal = person["standing"] == Standing.FORMAL
    return Line(
        person_id=person["person_id"],
        name=person["person__name"],
        counts=not why,
        votes=formal and why not in ("suspended", "expelled", "lost_contact"),
        why_not=why or ("" if formal else "probationary"),
        group=person.get("group__name") or "",
    )


def _why_not(person: Mapping[str, Any], ground: str | None, on: date) -> str:
    registration = person["person__registration"]
    if registration in (Registration.SUSPENDED, Registration.EXPELLED):
        return str(registration)
    lost = person["person__lost_contact_on"]
    if lost is not None and lost <= on:
        return "lost_contact"
    if ground is not None:
        return WHY[Ground(ground)]
    floating = person["person__floating_since"]
    return "floating" if floating is not None and floating <= on else ""
