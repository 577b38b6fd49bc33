"""The people of many organisations over some days, loaded at once: rolls for any number of gatherings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q

from taizhang.domain.orgs.kinds import COMMITTEE_POSTS, FORMS, Kind
from taizhang.domain.orgs.models import Exemption, Membership, Placement, Post
from taizhang.domain.records.lines import Line, Roll, line

Row = Mapping[str, Any]
_PERSON = ("person__name", "person__sort_key", "person__registration", "person__lost_contact_on")
_COLUMNS = ("organization_id", "person_id", "starts_on", "ends_on", *_PERSON, "person__floating_since")


@dataclass
class Rosters:
    """Memberships, committee posts, exemptions and kinds of some organisations over some days."""

    members: dict[UUID, list[Row]] = field(default_factory=dict)
    committees: dict[UUID, list[Row]] = field(default_factory=dict)
    exemptions: dict[UUID, list[Row]] = field(default_factory=dict)
    places: dict[UUID, list[Row]] = field(default_factory=dict)
    _made: dict[tuple[UUID, date, bool], Roll] = field(default_factory=dict)

    @classmethod
    def load(cls, organization_ids: Iterable[UUID], first: date, last: date) -> "Rosters":
        """Everything that holds on at least one day from first to last; four queries for any number."""
        ids = list(set(organization_ids))
        rosters = cls()
        members = Membership.objects.between(first, last).filter(organization_id__in=ids)
        rosters.members = _grouped(members.values(*_COLUMNS, "standing", "group__name"), "organization_id")
        posts = Post.objects.between(first, last).filter(organization_id__in=ids, kind__in=COMMITTEE_POSTS)
        rosters.committees = _grouped(posts.values(*_COLUMNS), "organization_id")
        # Not by the people themselves: a list of thousands costs more than the answer.
        whose = Q(person_id__in=members.values("person_id")) | Q(person_id__in=posts.values("person_id"))
        exempt = Exemption.objects.between(first, last).filter(whose)
        rosters.exemptions = _grouped(exempt.values("person_id", "ground", "starts_on", "ends_on"), "person_id")
        places = Placement.objects.between(first, last).filter(organization_id__in=ids)
        rosters.places = _grouped(places.values("organization_id", "kind", "name", "starts_on", "ends_on"))
        return rosters

    @cached_property
    def people(self) -> set[UUID]:
        """Everybody who belongs to one of the organisations or sits on its committee on one of the days."""
        return {row["person_id"] for rows in _rows(self.members, self.committees) for row in rows}

    def belongs(self, person_id: UUID, organization_id: UUID, on: date) -> bool:
        """Whether a person is a member of an organisation, or sits on its committee, on a day."""
        return person_id in self._members(organization_id, on) or person_id in self._committee(organization_id, on)

    def place(self, organization_id: UUID, on: date) -> Row | None:
        """The kind and name of an organisation on a day, or None when it did not exist then."""
        return next((row for row in self.places.get(organization_id, ()) if _holds(row, on)), None)

    def roll(self, organization_id: UUID, on: date, *, committee: bool) -> Roll:
        """The roll of a day: the committee where it alone meets or nobody belongs to the organisation directly."""
        place = self.place(organization_id, on)
        committee = committee or (place is not None and not FORMS[Kind(place["kind"])].members)
        key = (organization_id, on, committee)
        if key not in self._made:
            self._made[key] = self._roll(organization_id, on, committee)
        return self._made[key]

    def _roll(self, organization_id: UUID, on: date, committee: bool) -> Roll:
        rows = self._committee(organization_id, on) if committee else self._members(organization_id, on)
        ordered = sorted(rows.values(), key=lambda row: (row.get("group__name") or "", row["person__sort_key"]))
        return Roll(tuple(self._line(row, on) for row in ordered))

    def _members(self, organization_id: UUID, on: date) -> dict[UUID, Row]:
        return {row["person_id"]: row for row in self.members.get(organization_id, ()) if _holds(row, on)}

    def _committee(self, organization_id: UUID, on: date) -> dict[UUID, Row]:
        """Who holds a post of the committee; a person with two posts sits there once."""
        members = self._members(organization_id, on)
        posts = (row for row in self.committees.get(organization_id, ()) if _holds(row, on))
        # A post is held by a formal member, wherever the person belongs.
        return {row["person_id"]: members.get(row["person_id"], {**row, "standing": "formal"}) for row in posts}

    def _line(self, row: Row, on: date) -> Line:
        held = (each for each in self.exemptions.get(row["person_id"], ()) if _holds(each, on))
        return line(row, next((each["ground"] for each in held), None), on)


def _holds(row: Row, on: date) -> bool:
    return bool(row["starts_on"] <= on and (row["ends_on"] is None or on <= row["ends_on"]))


def _grouped(rows: Iterable[Row], key: str = "organization_id") -> dict[UUID, list[Row]]:
    groups: dict[UUID, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return groups


def _rows(*groups: dict[UUID, list[Row]]) -> Iterable[list[Row]]:
    for group in groups:
        yield from group.values()
