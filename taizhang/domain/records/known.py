"""What must be known to record gatherings: loaded at once for one of them or for thousands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.packs import PackRules
from taizhang.domain.orgs.models import Organization, Person
from taizhang.domain.records.claims import Claimable
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.lines import Roll
from taizhang.domain.records.models import Evidence
from taizhang.domain.records.packs import Packs
from taizhang.domain.records.roll import of_committee
from taizhang.domain.records.rosters import Rosters

Recorded = tuple[RecordEntry, Actor]


@dataclass
class Known:
    """Organisations, rolls, packs, duties, people and files that some entries speak of."""

    organizations: dict[UUID, Organization]
    rosters: Rosters
    duties: Claimable
    people: set[UUID]
    evidence: dict[UUID, Evidence]
    packs: Packs

    @classmethod
    def load(cls, recorded: Sequence[Recorded]) -> "Known":
        """Everything for these entries, in ten queries for any number of them."""
        entries = [entry for entry, _by in recorded]
        ids = {entry.organization_id for entry in entries}
        days = [entry.held_on for entry in entries]
        rosters = Rosters.load(ids, min(days), max(days))
        people = {person for entry in entries for person in entry.people} - rosters.people
        files = {file for entry in entries for file in entry.evidence_ids}
        return cls(
            organizations=Organization.objects.in_bulk(list(ids)),
            rosters=rosters,
            duties=Claimable.load(entries),
            people=set(Person.objects.filter(pk__in=people).values_list("pk", flat=True)) if people else set(),
            evidence=Evidence.objects.in_bulk(list(files)) if files else {},
            packs=Packs.load(),
        )

    def pack(self, on: date) -> PackRules | None:
        """The rules in force on a day."""
        return self.packs.on(on)

    def roll(self, entry: RecordEntry) -> Roll:
        """Who was entitled to be at a gathering; empty while its institutions are not known."""
        pack = self.pack(entry.held_on)
        codes = {each.code for each in pack.institutions} if pack else set()
        if pack is None or not entry.institutions or not codes.issuperset(entry.institutions):
            return Roll(())
        committee = of_committee(pack, entry.institutions)
        return self.rosters.roll(entry.organization_id, entry.held_on, committee=committee)

    def exists(self, person_id: UUID) -> bool:
        """Whether a person named in an entry exists."""
        return person_id in self.people or person_id in self.rosters.people
