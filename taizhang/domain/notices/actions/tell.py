"""Telling people something: one line in each inbox."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from taizhang.domain.audit.actions import action
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.about import About
from taizhang.domain.notices.deliveries import announce
from taizhang.domain.notices.kinds import RULES, Kind
from taizhang.domain.notices.models import Notice
from taizhang.kernel.errors import Word

LABEL, LINK = 200, 300  # characters kept


@action
def tell(
    *,
    people: Collection[UUID],
    kind: Kind,
    about: About,
    link: str,
    values: Mapping[str, Any] | None = None,
    by: Actor,
) -> int:
    """Tell people something; answers how many new lines that made.

    The words follow from the kind, in each reader's language, with `values` in their places: text as it is, a `Word`
    translated, a day when its name ends in `_on`. Told again while unread, the line is renewed and not doubled. Nobody
    is told of what he did himself. The act that calls this leaves the note for the audit trail.
    """
    wanted = sorted({person for person in people if person != by.person_id})
    if not wanted:
        return 0
    given = {name: _kept(value) for name, value in (values or {}).items()}
    waiting = _renew(wanted, kind, about, link, given, by) if about.id else set()
    new = [_notice(person, kind, about, link, given, by) for person in wanted if person not in waiting]
    Notice.objects.bulk_create(new, ignore_conflicts=True, batch_size=2000)
    if RULES[kind].urgent:
        announce([notice.pk for notice in new], now=by.at)
    return len(new)


@dataclass(frozen=True, slots=True)
class Telling:
    """What some people are told about one noun."""

    people: Collection[UUID]
    about: About
    link: str
    values: Mapping[str, Any] = field(default_factory=dict)


@action
def tell_many(*, kind: Kind, tellings: Sequence[Telling], by: Actor) -> int:
    """Tell of many nouns at once, in two queries; a line that waits unread stays as it is. Never for urgent kinds."""
    if RULES[kind].urgent:
        raise ValueError("An urgent notice is told one by one.")
    new = [
        _notice(person, kind, each.about, each.link, {name: _kept(value) for name, value in each.values.items()}, by)
        for each in tellings
        for person in dict.fromkeys(each.people)
        if person != by.person_id
    ]
    before = Notice.objects.unread().filter(kind=kind.value, about_id__in=[one.about_id for one in new])
    waiting = set(before.values_list("person_id", "about_id"))
    new = [one for one in new if (one.person_id, one.about_id) not in waiting]
    Notice.objects.bulk_create(new, ignore_conflicts=True, batch_size=2000)
    return len(new)


@action
def untell(*, kind: Kind, about_ids: Collection[UUID]) -> int:
    """Take back what was told of nouns and is still unread, because the act was undone; answers how many lines."""
    lines = Notice.objects.unread().filter(kind=kind.value, about_id__in=list(about_ids))
    count: int = lines.delete()[1].get(Notice._meta.label, 0)
    return count


def _renew(people: Sequence[UUID], kind: Kind, about: About, link: str, values: dict[str, Any], by: Actor) -> set[UUID]:
    """Bring lines that still wait unread up to date; answers whose they are."""
    rows = Notice.objects.unread().filter(person__in=people, kind=kind.value, about_id=about.id)
    waiting = set(rows.values_list("person_id", flat=True))
    if waiting:
        rows.update(at=by.at, about_label=about.label[:LABEL], link=link[:LINK], values=values)
    return waiting


def _notice(person: UUID, kind: Kind, about: About, link: str, values: dict[str, Any], by: Actor) -> Notice:
    return Notice(
        person_id=person,
        kind=kind.value,
        about_kind=about.kind,
        about_id=about.id,
        about_label=about.label[:LABEL],
        link=link[:LINK],
        values=values,
        at=by.at,
    )


def _kept(value: Any) -> Any:
    """A value as it is stored: a word to be translated is marked as one."""
    return {"word": str(value)} if isinstance(value, Word) else value
