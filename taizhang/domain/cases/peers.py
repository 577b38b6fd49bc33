"""Which secretary reads which drawn record: of another street, drawn by the same seed, at most one a month."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import Role
from taizhang.domain.cases.models import Reading, Sample
from taizhang.kernel.drawing import smallest
from taizhang.kernel.periods import Kind, Period


@dataclass(frozen=True, slots=True)
class Peer:
    """A secretary with an open account, and the part of the district in which his branch stands."""

    person_id: UUID
    street: str


def part_of(path: str) -> str:
    """The step of a path right below the top: the street or unit; the top itself has only its own."""
    steps = path.strip("/").split("/")
    return steps[1] if len(steps) > 1 else steps[0]


def peers(on: date) -> list[Peer]:
    """The secretaries who may be asked on a day: none who was asked in that month already; two queries."""
    month = Period.containing(on, Kind.MONTH)
    asked = Reading.objects.filter(assigned_at__date__gte=month.first, assigned_at__date__lte=month.last)
    grants = Grant.objects.on(on).filter(role=Role.SECRETARY, person__account__is_active=True).placed(on)
    rows = grants.exclude(person__in=asked.exclude(person=None).values("person")).filter(org_path__isnull=False)
    found = {person: Peer(person, part_of(path)) for person, path in rows.values_list("person_id", "org_path")}
    return list(found.values())


def peer_for(sample: Sample, part: str, seed: str, among: Collection[Peer]) -> Peer | None:
    """The peer whose ticket is the smallest: SHA-256 of the seed, the record and the person."""
    names = {f"{sample.activity_id}{peer.person_id}": peer for peer in among if peer.street != part}
    drawn = smallest(seed, names, 1)
    return names[drawn[0]] if drawn else None
