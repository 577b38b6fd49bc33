"""What is only ever added to: the trail, the points, their reversals and the steps of a review."""

import json
from argparse import Namespace

import psycopg
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.models import ProtectedError

from taizhang.config import embedded
from taizhang.config.schema import append_only_tables
from taizhang.domain.assessments.models import FrozenFacts, Result, SchemeVersion
from taizhang.domain.audit.models import AuditEntry, AuditSubject
from taizhang.domain.audit.nouns import AppendOnly
from taizhang.domain.points.models import PointEntry, Reversal
from taizhang.domain.reviews.models import Step, Submission
from taizhang.kernel.errors import Refused
from tests import databases
from tests.config.test_schema import migrate
from tests.factories import assessments, audit, points, reviews

LEDGERS = (AuditEntry, AuditSubject, PointEntry, Reversal, Step, FrozenFacts, Result, SchemeVersion)
NAMES = [ledger.__name__ for ledger in LEDGERS]


def row_of(ledger: type) -> AppendOnly:
    make = {
        AuditEntry: audit.audit_entry,
        AuditSubject: audit.audit_subject,
        PointEntry: points.point_entry,
        Reversal: points.reversal,
        Step: reviews.step,
        FrozenFacts: assessments.frozen_facts,
        Result: assessments.result,
        SchemeVersion: assessments.scheme_version,
    }
    return make[ledger]()


def test_these_are_all_there_are():
    assert {model for model in apps.get_models() if issubclass(model, AppendOnly)} == set(LEDGERS)
    assert {ledger._meta.db_table for ledger in LEDGERS} == append_only_tables()


@pytest.mark.parametrize("ledger", LEDGERS, ids=NAMES)
def test_no_door_of_the_orm_changes_or_removes_a_row(db, ledger):
    row = row_of(ledger)
    rows, field = ledger.objects.filter(pk=row.pk), ledger._meta.concrete_fields[-1]
    values = {field.attname: getattr(row, field.attname)}
    other = ledger(**{each.attname: getattr(row, each.attname) for each in ledger._meta.concrete_fields})
    doors = {
        "save": row.save,
        "save some": lambda: row.save(update_fields=[field.attname]),
        "delete": row.delete,
        "update": lambda: rows.update(**values),
        "delete many": rows.delete,
        "delete unseen": lambda: rows._raw_delete(using="default"),
        "bulk update": lambda: ledger.objects.bulk_update([row], [field.attname]),
        "upsert": lambda: ledger.objects.bulk_create(
            [other], update_conflicts=True, update_fields=[field.attname], unique_fields=["pk"]
        ),
    }
    for name, door in doors.items():
        with transaction.atomic(), pytest.raises(Refused) as refusal:
            door()
        assert refusal.value.code == "audit.append-only", name


@pytest.mark.parametrize("ledger", LEDGERS, ids=NAMES)
def test_what_goes_round_the_orm_is_stopped_by_the_database(db, ledger):
    row = row_of(ledger)
    column = ledger._meta.concrete_fields[-1].column
    plain = ledger._base_manager.filter(pk=row.pk)
    doors = (
        lambda: plain.update(**{column: getattr(row, ledger._meta.concrete_fields[-1].attname)}),
        lambda: plain._raw_delete(using="default"),
        lambda: ledger.objects.update_or_create(pk=row.pk, defaults={}),  # locks, which is a right to change
        lambda: ledger.objects.raw(f"DELETE FROM {ledger._meta.db_table} RETURNING *")[0],
    )
    for door in doors:
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            door()
    assert ledger.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("table", sorted(append_only_tables()))
@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "SELECT * FROM {0} FOR UPDATE"])
def test_the_serving_role_may_not(db, table, statement):
    with connection.cursor() as cursor:
        column = connection.introspection.get_table_description(cursor, table)[0].name
        with pytest.raises(ProgrammingError, match="permission denied"):
            cursor.execute(statement.format(table, column))


def test_the_serving_role_may_not_truncate_ledgers_nor_take_rights(own_database):
    """In a schema as `taizhang migrate` leaves it; those of the tests are truncated by a right of their own."""
    owner = databases.server().dsn(embedded.OWNER, own_database)
    served = databases.server().dsn(embedded.APP, own_database)
    done = migrate(owner, TAIZHANG_DATABASE_URL=served, TAIZHANG_SCHEMA="d2")
    assert done.returncode == 0, done.stderr
    with psycopg.connect(served, autocommit=True) as link:
        for table in sorted(append_only_tables()):
            for words in (
                f"TRUNCATE d2.{table}",
                f"TRUNCATE d2.{table} CASCADE",
                f"ALTER TABLE d2.{table} OWNER TO {embedded.APP}",
                f"DROP TABLE d2.{table}",
                f"CREATE RULE quiet AS ON INSERT TO d2.{table} DO INSTEAD NOTHING",
                f"SET ROLE {embedded.OWNER}",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    link.execute(words)


def test_a_row_cannot_be_lost_with_what_it_belongs_to(db):
    step = reviews.step()
    with pytest.raises(ProtectedError), transaction.atomic():
        Submission.objects.filter(pk=step.submission_id).delete()
    assert Step.objects.filter(pk=step.pk).exists()


@pytest.mark.parametrize(
    ("edit", "number"),
    [
        ("UPDATE audit_auditentry SET details = '{}' WHERE number >= 4", 4),
        ("UPDATE audit_auditentry SET actor_name = '别人' WHERE number = 2", 2),
        ("DELETE FROM audit_auditentry WHERE number = 3", 3),
    ],
)
def test_verify_names_the_first_row_that_a_superuser_edited(own_database, capsys, edit, number):
    from taizhang.config.commands.verify import run

    for each in range(6):
        audit.act(number=each)
    with psycopg.connect(databases.server().dsn(embedded.SUPERUSER, own_database)) as superuser:
        superuser.execute(edit)
    code = run(Namespace(what="audit", json=True))
    told = json.loads(capsys.readouterr().out)
    assert (code, told["ok"], told["broken"]["number"]) == (1, False, number)


def test_verify_names_a_row_whose_hashes_were_made_again(own_database):
    """Whoever edits a row and makes its hash anew breaks the link to the row after it."""
    from taizhang.domain.audit.chain import digest
    from taizhang.domain.audit.verification import verify

    for each in range(4):
        audit.act(number=each)
    row = AuditEntry.objects.get(number=2)
    row.actor_name = "别人"
    with psycopg.connect(databases.server().dsn(embedded.SUPERUSER, own_database)) as superuser:
        superuser.execute(
            "UPDATE audit_auditentry SET actor_name = %s, hash = %s WHERE number = 2",
            [row.actor_name, digest(row, row.previous_hash)],
        )
    assert (verify().broken.number, verify().broken.because) == (3, "link")
