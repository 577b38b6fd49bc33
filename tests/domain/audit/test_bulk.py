"""Rows in bulk: few by INSERT, many by COPY, both with every constraint and every value intact."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from taizhang.domain.audit.bulk import FEW, insert_many, uuids
from taizhang.domain.audit.models import AuditEntry
from taizhang.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
WORDS = "制表\t换行\n反斜杠\\N 引号' \" 百分%s 括号{}"


def entries(count: int) -> list[AuditEntry]:
    return [
        AuditEntry(
            number=number,
            at=datetime(2018, 5, 16, tzinfo=UTC),
            actor_id=uuid7() if number % 2 else None,
            actor_name=WORDS,
            channel="web",
            verb="test",
            details={"words": WORDS, "number": number, "nothing": None},
            previous_hash="0" * 64,
            hash="1" * 64,
        )
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", [1, FEW, FEW + 1, 50])
def test_every_value_comes_back_as_it_went(count):
    rows = entries(count)
    assert insert_many(AuditEntry, rows) == count
    stored = list(AuditEntry.objects.order_by("number"))
    fields = [field.attname for field in AuditEntry._meta.concrete_fields]
    assert [[getattr(row, name) for name in fields] for row in stored] == [
        [getattr(row, name) for name in fields] for row in rows
    ]
    assert not any(row._state.adding for row in rows)


@pytest.mark.parametrize("count", [FEW, FEW + 1])
def test_a_broken_constraint_is_an_integrity_error_and_leaves_nothing(count):
    rows = entries(count)
    rows[-1].number = rows[0].number
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many(AuditEntry, rows)
    assert AuditEntry.objects.count() == 0


def test_no_rows_are_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert insert_many(AuditEntry, []) == 0


@pytest.mark.parametrize("values", [[], [uuid7(), None, uuid7()]])
def test_identifiers_as_text_are_an_array(values: list[UUID | None]):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::uuid[]", [uuids(values)])
        assert cursor.fetchone() == (values,)
