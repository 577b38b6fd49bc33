"""The audit trail: every act leaves a row, no row can be changed, and tampering is found."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from taizhang.config import embedded
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.audit.verification import verify
from taizhang.domain.orgs.models import Organization, Person
from taizhang.kernel.errors import Refused
from tests import databases
from tests.factories import orgs
from tests.factories.audit import act, act_on, audit_entry
from tests.factories.orgs import SEED


def refused() -> None:
    raise Refused("No.", code="tests.no")


@action
def found_then(*, by, last):
    """Found a branch by an action of its own, leave a note, then do a last thing."""
    branch = orgs.branch()
    note(Note("tests.outer", branch, by))
    last()
    return branch


def test_an_act_leaves_one_row_with_who_when_what_and_the_door(db):
    entry = audit_entry()
    assert (entry.verb, entry.actor_name, entry.channel, entry.subject_label) == ("tests.act", "seed", "seed", "试")
    assert entry.at == SEED.at


def test_details_of_any_plain_kind_survive_and_verify(db):
    act(
        day=date(2018, 5, 31),
        key=uuid4(),
        amount=Decimal("1.10"),
        share=0.1,
        counts={10: 1, 9: 2},
        nothing=None,
        名="台账",
    )
    details = AuditEntry.objects.latest("number").details
    assert details["share"] == "0.1"
    assert details["counts"] == {"10": 1, "9": 2}
    assert verify().ok


def test_a_refusal_within_nested_acts_leaves_nothing_behind(db):
    orgs.district()
    before = AuditEntry.objects.count(), Organization.objects.count()
    with pytest.raises(Refused):
        found_then(by=SEED, last=refused)
    assert (AuditEntry.objects.count(), Organization.objects.count()) == before


def test_a_refusal_that_is_swallowed_still_dooms_the_whole_act(db):
    def swallowed() -> None:
        with suppress(Refused):
            orgs.branch(code="A/B")

    orgs.district()
    before = Organization.objects.count()
    with pytest.raises(transaction.TransactionManagementError):
        found_then(by=SEED, last=swallowed)
    assert Organization.objects.count() == before


def test_nested_acts_are_chained_in_the_order_in_which_they_happened(db):
    orgs.street(name="街")
    street = Organization.objects.get(code__startswith="T")
    number = AuditEntry.objects.latest("number").number

    @action
    def twice(*, by):
        orgs.branch(street)
        note(Note("tests.outer", None, by))

    twice(by=SEED)
    verbs = AuditEntry.objects.filter(number__gt=number).values_list("verb", flat=True)
    assert list(verbs) == ["orgs.found", "tests.outer"]


def test_a_note_outside_an_act_is_an_error(db):
    with pytest.raises(RuntimeError):
        note(Note("tests.stray", None, SEED))


def test_rows_cannot_be_changed_through_any_door_of_the_orm(db):
    entry = audit_entry()
    entry.verb = "tests.other"
    for change in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(verb="x"),
        lambda: AuditEntry.objects.bulk_update([entry], ["verb"]),
    ):
        with pytest.raises(Refused) as refusal:
            change()
        assert refusal.value.code == "audit.append-only"


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_auditentry SET verb = 'x'", "DELETE FROM audit_auditentry"],
)
def test_the_serving_role_can_neither_change_nor_delete_a_row(db, statement):
    audit_entry()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (embedded.APP,)
        with pytest.raises(ProgrammingError, match="permission denied"):
            cursor.execute(statement)


def test_a_whole_chain_verifies_and_is_counted(db):
    for number in range(5):
        act(number=number)
    verified = verify()
    assert verified.ok
    assert verified.count == 5


def test_an_empty_chain_is_whole(db):
    assert verify() == type(verify())(0, None)


@pytest.mark.parametrize(
    ("statement", "number", "because"),
    [
        ("UPDATE audit_auditentry SET actor_name = 'nobody' WHERE number = 3", 3, "content"),
        ("UPDATE audit_auditentry SET details = '{\"number\": 7}' WHERE number = 2", 2, "content"),
        ("UPDATE audit_auditentry SET at = at + interval '1 microsecond' WHERE number = 4", 4, "content"),
        ("DELETE FROM audit_auditentry WHERE number = 3", 3, "missing"),
        ("DELETE FROM audit_auditentry WHERE number = 1", 1, "missing"),
        ("UPDATE audit_auditentry SET previous_hash = repeat('f', 64) WHERE number = 5", 5, "link"),
        ("UPDATE audit_auditentry SET number = 99 WHERE number = 2", 2, "missing"),
    ],
)
def test_tampering_by_the_owner_of_the_tables_is_found_at_its_first_row(own_database, statement, number, because):
    for each in range(5):
        act(number=each)
    with psycopg.connect(databases.server().dsn(embedded.OWNER, own_database)) as owner:
        owner.execute(statement)
    verified = verify()
    assert (verified.broken.number, verified.broken.because) == (number, because)


def test_the_trail_of_one_noun_is_found_by_its_id(cast):
    history = AuditEntry.objects.about(cast.first.pk)
    assert [entry.verb for entry in history] == ["orgs.found"]


def test_the_names_of_protected_values_never_stand_in_the_trail(cast):
    person = Person.objects.exclude(id_index=None).first()
    words = " ".join(f"{entry.details}{entry.subject_label}" for entry in AuditEntry.objects.all())
    assert person.id_index not in words
    assert "999999197001" not in words


def test_an_act_on_many_is_told_in_the_history_of_each_of_them(db):
    one, other, stranger = uuid4(), uuid4(), uuid4()
    act_on(one, other)
    assert [entry.verb for entry in AuditEntry.objects.telling(one)] == ["tests.many"]
    assert AuditEntry.objects.telling(other).count() == 1
    assert not AuditEntry.objects.telling(stranger).exists()
    assert verify().ok
