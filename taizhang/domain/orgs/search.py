"""Search by characters, pinyin, initials and numbers, within the parts of the tree that the seeker may see."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from taizhang.domain.orgs.models import Membership, Placement
from taizhang.domain.orgs.secrets import blind_index
from taizhang.domain.orgs.spelling import plain, search_text, sort_key

__all__ = ["Hit", "Part", "find", "find_organizations", "find_people", "is_private", "search_text", "sort_key"]

MOST_WORDS = 5
EXACT, BEGINS, INITIALS, CONTAINS = range(4)
_IDENTITY = re.compile(r"[0-9]{17}[0-9x]")
_MOBILE = re.compile(r"1[0-9]{10}")
_LAST_FOUR = re.compile(r"[0-9]{3}[0-9x]")


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
    parts = list(paths)
    organizations = find_organizations(words, paths=parts, on=on, limit=limit)
    return [*organizations, *find_people(words, paths=parts, on=on, limit=limit)]


def find_organizations(words: str, *, paths: Iterable[str | Part], on: date, limit: int = 20) -> list[Hit]:
    """Organisations by name, pinyin, initials or code: what is called so, then what begins so, then the rest."""
    sought, parts = _words(words), list(paths)
    if not sought or not parts:
        return []
    places = Placement.objects.on(on).filter(_contain(sought, "search"), _within(parts, "path"))
    exact = Q(name=words.strip()) | Q(short_name=words.strip()) | Q(organization__code__iexact=words.strip())
    ranked = _ranked(places, exact, sought[0], "search").order_by("rank", "sort_key", "id")
    fields = ("organization_id", "name", "organization__code", "path")
    return [Hit("organization", key, name, code, code, path) for key, name, code, path in _few(ranked, fields, limit)]


def find_people(words: str, *, paths: Iterable[str | Part], on: date, limit: int = 20) -> list[Hit]:
    """People by name, pinyin or initials; by an identity number or its last four, or by a whole mobile number.

    Whole numbers are compared by their sealed index: none is opened for it.
    """
    sought, parts = _words(words), list(paths)
    if not sought or not parts:
        return []
    members = Membership.objects.on(on).placed(on).filter(_within(parts, "org_path"))
    numbered = _numbered(sought) if len(sought) == 1 else None
    if numbered is not None:
        return _people(members.filter(numbered).order_by("person__sort_key", "id"), limit)
    ranked = _ranked(members, Q(person__name=words.strip()), sought[0], "person__search")
    ranked = ranked.order_by("rank", "person__sort_key", "id")
    # Beginnings are found by the index however short they are; the whole register is read only when they are too few.
    found = _people(ranked.filter(_begin(sought, "person__search")), limit)
    if len(found) < limit:
        rest = ranked.filter(_contain(sought, "person__search")).exclude(_begin(sought, "person__search"))
        found += _people(rest, limit - len(found))
    return found


def is_private(words: str) -> bool:
    """Whether somebody was sought by a number of his own: such words are kept nowhere."""
    return any(_IDENTITY.fullmatch(word) or _MOBILE.fullmatch(word) for word in _words(words))


def _words(words: str) -> list[str]:
    return plain(words).split()[:MOST_WORDS]


def _contain(sought: list[str], field: str) -> Q:
    return Q(*(Q(**{f"{field}__contains": word}) for word in sought))


def _begin(sought: list[str], field: str) -> Q:
    """That a name, its pinyin or its initials begin with every word."""
    return Q(*(Q(**{f"{field}__startswith": word}) | Q(**{f"{field}__contains": f" {word}"}) for word in sought))


def _ranked(rows: "QuerySet[Any]", exact: Q, word: str, field: str) -> "QuerySet[Any]":
    """With `rank`: is called so, begins so, its pinyin or initials begin so, contains it."""
    rank = Case(
        When(exact, then=Value(EXACT)),
        When(Q(**{f"{field}__startswith": word}), then=Value(BEGINS)),
        When(Q(**{f"{field}__contains": f" {word}"}), then=Value(INITIALS)),
        default=Value(CONTAINS),
        output_field=IntegerField(),
    )
    ranked: QuerySet[Any] = rows.annotate(rank=rank)
    return ranked


def _numbered(sought: list[str]) -> Q | None:
    """The condition that a word is a person's number; None when it is none."""
    word = sought[0]
    if _IDENTITY.fullmatch(word):
        return Q(person__id_index=blind_index(word.upper()))
    if _MOBILE.fullmatch(word):
        return Q(person__phone_index=blind_index(word))
    return Q(person__id_masked__endswith=word.upper()) if _LAST_FOUR.fullmatch(word) else None


def _people(members: "QuerySet[Any]", limit: int) -> list[Hit]:
    fields = ("person_id", "person__name", "org_name", "organization__code", "org_path")
    return [Hit("person", key, name, *place) for key, name, *place in _few(members, fields, limit)]


def _few(rows: "QuerySet[Any]", fields: tuple[str, ...], limit: int) -> "QuerySet[Any, tuple[Any, ...]]":
    return rows.values_list(*fields)[:limit]


def _within(parts: list[str | Part], field: str) -> Q:
    conditions = (
        Q(**{f"{field}__startswith": part}) if isinstance(part, str) else part.condition(field) for part in parts
    )
    return reduce(or_, conditions)
