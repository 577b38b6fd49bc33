"""The people of the demo: members of each branch, their posts, and who is exempt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from seeds.bodies import Body
from seeds.names import Names, Sketch
from taizhang.domain.orgs.actions.entries import PersonEntry
from taizhang.domain.orgs.actions.posts import PostEntry
from taizhang.domain.orgs.kinds import PostKind
from taizhang.domain.orgs.models import Group, Organization, Person
from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.models.person import Sex
from taizhang.kernel import identity
from taizhang.kernel.ids import uuid7

COMMITTEE = (
    PostKind.SECRETARY,
    PostKind.ORGANIZATION,
    PostKind.PUBLICITY,
    PostKind.DISCIPLINE,
    PostKind.DEPUTY_SECRETARY,
)
FULLTIME_DEPUTIES = 113  # villages and communities with one, as the source article counts
COUNTY_CADRES = 49
OFFICE_STAFF = slice(5, 9)  # whereabouts on the roll of a unit's first branch its office finds its staff
HEAD, CADRE = 9, 10


@dataclass(slots=True, eq=False)
class Roster:
    """A branch with its organisation and people, the committee first."""

    body: Body
    organization: Organization
    people: list[Person] = field(default_factory=list)
    voters: set[UUID] = field(default_factory=set)  # who votes whenever there

    @property
    def committee(self) -> int:
        """How many sit on the committee: from seven formal members on (条例 art. 4), else the secretary alone."""
        return 0 if len(self.people) < 8 else 3 if len(self.people) < 20 else 5


class Registrar:
    """Draws the people of every branch from one seeded source."""

    def __init__(self, random: Random, today: date) -> None:
        self._random, self._today = random, today
        self._names = Names(random)
        self._serials: dict[tuple[date, bool], int] = {}

    def entries(self, roster: Roster, groups: Sequence[Group], since: date) -> Iterator[PersonEntry]:
        """The members of one branch; those of the committee are formal members."""
        for place in range(roster.body.size):
            sketch = self._names.person(roster.body.category, self._today, young=place < 5)
            group = groups[place % len(groups)] if groups else None
            yield self._entry(roster, sketch, group, since, formal=place < 12)

    def _entry(self, roster: Roster, sketch: Sketch, group: Group | None, since: date, *, formal: bool) -> PersonEntry:
        confirmed = sketch.confirmed_on if sketch.confirmed_on and sketch.confirmed_on <= since else None
        if formal and confirmed is None:
            confirmed = since - timedelta(days=400)
        joined = min(sketch.joined_on, confirmed - timedelta(days=366)) if confirmed else min(sketch.joined_on, since)
        floating = not formal and self._random.random() < 0.012
        return PersonEntry(
            id=self._uuid(),
            name=sketch.name,
            organization=roster.organization,
            standing=Standing.FORMAL if confirmed else Standing.PROBATIONARY,
            starts_on=since,
            id_number=self._number(sketch),
            phone=sketch.phone,
            sex=Sex.MALE if sketch.male else Sex.FEMALE,
            ethnicity=sketch.ethnicity,
            born_on=sketch.born_on,
            education=sketch.education,
            job=sketch.job,
            joined_on=joined,
            confirmed_on=confirmed,
            group=group,
            floating_since=since - timedelta(days=200) if floating else None,
            floating_to="上海市" if floating else "",
        )

    def _number(self, sketch: Sketch) -> str:
        key = (sketch.born_on, sketch.male)
        self._serials[key] = self._serials.get(key, -1) + 1
        sex = identity.Sex.MALE if sketch.male else identity.Sex.FEMALE
        return identity.IdNumber.fictional(sketch.born_on, self._serials[key], sex).number

    def _uuid(self) -> UUID:
        return uuid7(1_514_736_000_000, self._random.getrandbits(80))


def branch_posts(roster: Roster, since: date) -> Iterator[PostEntry]:
    """The committee of a branch, or its secretary alone."""
    for kind, person in zip(COMMITTEE[: roster.committee or 1], roster.people, strict=False):
        yield PostEntry(person, roster.organization, kind, since)


def upper_posts(rosters: Sequence[Roster], organizations: dict[Body, Organization], since: date) -> Iterator[PostEntry]:
    """Posts above the branches: communities, units, streets and the district."""
    deputies = cadres = 0
    district = organizations[next(iter(organizations))]
    for above, below in _by_parent(rosters).items():
        organization, own = organizations[above], below[0].people
        if above.kind == "community":
            yield PostEntry(own[0], organization, PostKind.SECRETARY, since)
            yield PostEntry(below[-1].people[0], organization, PostKind.DEPUTY_SECRETARY, since)
            if deputies < FULLTIME_DEPUTIES:
                deputies += 1
                yield PostEntry(own[1], organization, PostKind.FULLTIME_DEPUTY, since)
            continue
        for person in own[OFFICE_STAFF][: 2 + sum(map(ord, above.code)) % 3]:
            yield PostEntry(person, organization, PostKind.OFFICE_STAFF, since)
        yield PostEntry(own[HEAD], organization, PostKind.SECRETARY, since)
        if cadres < COUNTY_CADRES and above.kind == "unit":
            cadres += 1
            yield PostEntry(own[CADRE], district, PostKind.COUNTY_CADRE, since)


def _by_parent(rosters: Sequence[Roster]) -> dict[Body, list[Roster]]:
    grouped: dict[Body, list[Roster]] = {}
    for roster in rosters:
        grouped.setdefault(roster.body.above, []).append(roster)
    return grouped
