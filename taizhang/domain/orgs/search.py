"""Search by characters, pinyin and initials, within the parts of the tree that the seeker may see; two queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Protocol
from uuid import UUID

from django.db.models import Q

from taizhang.domain.orgs.models import Membership, Placement
from taizhang.domain.orgs.spelling import plain, search_text, sort_key

__all__ = ["Hit", "Part", "find", "search_text", "sort_key"]

MOST_WORDS = 5


class Part(Protocol):
    """A part of the tree, as access knows it."""

    def condition(self, field: str = "path") -> Q:
        """That a column of paths lies within it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: an organisation with its code, or a person with the branch."""

    kind: str  # "organization" or "person"
    id: UUID
    name: str
    where: str  # the code of an organisation, the branch of a person
    code: str  # the code of the organisation, or of the person's branch
    path: str


def find(words: str, *, paths: Iterable[str | Part], on: date, limit: int = 20) -> list[Hit]:
    """Organisations, then people, whose name, pinyin or initials contain every word; at most `limit` of each.

    A path given as text opens everything at or below it.
    """
    sought = plain(words).split()[:MOST_WORDS]
    parts = list(paths)
    if not sought or not parts:
        return []
    return [*_organizations(sought, parts, on, limit), *_people(sought, parts, on, limit)]


def _organizations(sought: list[str], parts: list[str | Part], on: date, limit: int) -> Iterable[Hit]:
    contain = Q(*(Q(search__contains=word) for word in sought))
    places = Placement.objects.on(on).filter(contain, _within(parts, "path")).order_by("sort_key")
    fields = ("organization_id", "name", "organization__code", "path")
    for key, name, code, path in places.values_list(*fields)[:limit]:
        yield Hit("organization", key, name, code, code, path)


def _people(sought: list[str], parts: list[str | Part], on: date, limit: int) -> Iterable[Hit]:
    contain = Q(*(Q(person__search__contains=word) for word in sought))
    members = Membership.objects.on(on).placed(on).filter(contain, _within(parts, "org_path"))
    fields = ("person_id", "person__name", "org_name", "organization__code", "org_path")
    for key, name, branch, code, path in members.order_by("person__sort_key").values_list(*fields)[:limit]:
        yield Hit("person", key, name, branch, code, path)


def _within(parts: list[str | Part], field: str) -> Q:
    conditions = (
        Q(**{f"{field}__startswith": part}) if isinstance(part, str) else part.condition(field) for part in parts
    )
    return reduce(or_, conditions)
