"""Telling people something: one line in each inbox."""

from collections.abc import Collection, Mapping, Sequence
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
