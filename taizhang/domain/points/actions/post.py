"""Posting points: rows that belong to the act of another room, whose audit entry speaks of them."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection

from taizhang.domain.audit.actions import action
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import uuids
from taizhang.domain.points.award import Award, Source
from taizhang.kernel.ids import uuid7_texts

BATCH = 20_000

# Many people get the same points from one gathering: both lists go over once and are joined by number.
_INSERT = """
INSERT INTO points_pointentry (id, organization_id, person_id, institution, rule, kind, amount, source_kind, source_id,
                               round, happened_on, year, posted_at, posted_by_id, posted_by_name, because)
SELECT h.id, s.organization_id, h.person_id, s.institution, s.rule, s.kind, s.amount, s.source_kind, s.source_id,
       s.round, s.happened_on, extract(year FROM s.happened_on), %s::timestamptz, %s::uuid, %s, ''
FROM unnest(%s::uuid[], %s::uuid[], %s::int[]) AS h(id, person_id, number)
JOIN unnest(%s::int[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::smallint[], %s::text[], %s::uuid[],
            %s::smallint[], %s::date[])
     AS s(number, organization_id, institution, rule, kind, amount, source_kind, source_id, round, happened_on)
     USING (number)
ON CONFLICT DO NOTHING
"""

Holders = list[tuple[UUID | None, int]]


@action
def post(*, awards: Iterable[Award], by: Actor) -> int:
    """Enter points in the ledger, one statement for each 20,000; answers how many are new.

    A source awards a holder once under each rule and round: posting the same again changes nothing.
    """
    posted, rest = 0, iter(awards)
    while batch := list(islice(rest, BATCH)):
        holders, shared = _apart(batch)
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, [by.at, by.person_id, by.name, *_arrays(holders), *_columns(shared)])
            posted += cursor.rowcount
    return posted


def _apart(awards: Sequence[Award]) -> tuple[Holders, list[tuple[Any, ...]]]:
    """Who gets points, and what those share who get the same from one source."""
    holders: Holders = []
    shared: list[tuple[Any, ...]] = []
    source: Source | None = None
    rule: tuple[str | int, ...] = ()
    for award in awards:  # those who share come one after the other
        said = (award.institution, award.rule, award.kind, award.amount)
        if award.source is not source or said != rule:
            source, rule = award.source, said
            origin = (source.kind, source.id, source.round, source.happened_on)
            shared.append((len(shared), award.organization_id, *rule, *origin))
        holders.append((award.person_id, len(shared) - 1))
    return holders, shared


def _arrays(holders: Holders) -> tuple[str, str, str]:
    """Identifiers, holders and numbers as texts of arrays."""
    numbers = ",".join([str(number) for _person, number in holders])
    people = uuids(person for person, _number in holders)
    return f"{{{','.join(uuid7_texts(len(holders)))}}}", people, f"{{{numbers}}}"


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
