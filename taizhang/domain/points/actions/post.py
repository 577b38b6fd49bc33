"""Posting points: rows that belong to the act of another room, whose audit entry speaks of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection

from taizhang.domain.audit.actions import action
from taizhang.domain.audit.actor import Actor
from taizhang.domain.points.award import Award
from taizhang.kernel.ids import uuid7

BATCH = 20_000

_INSERT = """
INSERT INTO points_pointentry (id, organization_id, person_id, institution, rule, kind, amount, source_kind, source_id,
                               round, happened_on, year, posted_at, posted_by_id, posted_by_name, because)
SELECT a.id, a.organization_id, a.person_id, a.institution, a.rule, a.kind, a.amount, a.source_kind, a.source_id,
       a.round, a.happened_on, extract(year FROM a.happened_on), %s::timestamptz, %s::uuid, %s, ''
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::smallint[], %s::text[],
            %s::uuid[], %s::smallint[], %s::date[])
     AS a(id, organization_id, person_id, institution, rule, kind, amount, source_kind, source_id, round, happened_on)
ON CONFLICT DO NOTHING
"""


@action
def post(*, awards: Iterable[Award], by: Actor) -> int:
    """Enter points in the ledger, one statement for each 20,000; answers how many are new.

    A source awards a holder once under each rule and round: posting the same again changes nothing.
    """
    posted, rows = 0, _rows(awards)
    while batch := list(islice(rows, BATCH)):
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, [by.at, by.person_id, by.name, *_columns(batch)])
            posted += cursor.rowcount
    return posted


def _rows(awards: Iterable[Award]) -> Iterator[tuple[Any, ...]]:
    for award in awards:
        source = award.source
        yield (uuid7(), *award[:6], source.kind, source.id, source.round, source.happened_on)


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
