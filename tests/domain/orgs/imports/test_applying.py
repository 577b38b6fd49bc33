"""A roster is applied as a whole or not at all, once, and by one at a time."""

import threading
from datetime import UTC, date, datetime, timedelta
from time import monotonic, sleep

import psycopg
import pytest
from django.db import connection

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.audit.verification import verify
from taizhang.domain.orgs.actions.people import PersonEntry, leave, register
from taizhang.domain.orgs.imports import applying, runs, working
from taizhang.domain.orgs.imports.faults import Everywhere
from taizhang.domain.orgs.imports.progress import Progress
from taizhang.domain.orgs.models import ImportRun, Membership, Person
from taizhang.domain.orgs.models.importing import ImportState
from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.secrets import reveal
from tests.domain.orgs.imports.offering import BORN, member, numbers, offer, take, workbook
from tests.domain.refusals import refused
from tests.factories.orgs import DAY, FOUNDED, SEED, id_number

pytestmark = pytest.mark.usefixtures("committed")
FULL = member(
    1,
    name="单小乙",
    sex="女",
    born_on=BORN,
    landline="0371-66123456",
    registration="正常",
    lost="是",
    lost_contact_on=date(2018, 1, 2),
    floating="是",
    floating_to="江苏省苏州市",
)


def one(serial: int = 1) -> Person:
    from taizhang.domain.orgs.secrets import blind_index

    return Person.objects.get(id_index=blind_index(id_number(serial, BORN)))


def test_every_item_arrives_in_the_register(committed):
    run = take(workbook(FULL))
    assert (run.state, numbers(run), run.done) == (ImportState.APPLIED, (1, 0, 0, 0), 1)
    person = one()
    assert (reveal(person.id_number), person.id_masked[:3]) == (id_number(1, BORN), "999")
    assert (reveal(person.phone), person.phone_masked) == ("12900000001", "129****0001")
    assert reveal(person.address) == "淮河路街道某小区1号"
    assert (person.name, person.sort_key.split()[0], "shanxiaoyi" in person.search) == ("单小乙", "shan4", True)
    assert (person.sex, person.ethnicity, person.born_on, person.registration) == (2, "01", BORN, "normal")
    assert (person.lost_contact_on, person.floating_since, person.floating_to) == (
        date(2018, 1, 2),
        DAY,
        "江苏省苏州市",
    )
    membership = person.memberships.get()
    assert (membership.organization, membership.standing, membership.starts_on) == (committed.first, "formal", DAY)


def test_a_roster_writes_what_registering_one_by_one_writes(committed):
    take(workbook(FULL))
    imported, kept = one(), committed.second
    Membership.objects.all().delete()
    entry = PersonEntry(
        name="单小乙",
        organization=kept,
        id_number=id_number(2, BORN),
        phone="12900000001",
        address="淮河路街道某小区1号",
        ethnicity="01",
        education="大学本科",
        job="社区工作者",
        joined_on=FULL["joined_on"],
        confirmed_on=FULL["confirmed_on"],
        lost_contact_on=date(2018, 1, 2),
        floating_since=DAY,
        floating_to="江苏省苏州市",
    )
    registered = register(entry=entry, by=SEED, allow_fictional=True)
    different = {"id", "id_number", "id_index", "id_masked", "phone", "address"}
    for field in Person._meta.concrete_fields:
        if field.name not in different:
            assert getattr(imported, field.name) == getattr(registered, field.name), field.name


def test_the_same_roster_twice_changes_nothing():
    take(workbook(FULL, member(2)))
    before = list(Person.objects.values().order_by("id"))
    again = take(workbook(FULL, member(2)))
    assert numbers(again) == (0, 0, 2, 0)
    assert list(Person.objects.values().order_by("id")) == before


def test_it_changes_nothing_on_a_later_day_either():
    take(workbook(FULL))
    later = SEED.later(SEED.at + timedelta(days=40))
    assert numbers(take(workbook(FULL), by=later)) == (0, 0, 1, 0)


def test_what_is_said_differently_is_changed_and_an_empty_cell_changes_nothing():
    take(workbook(FULL, member(2)))
    said = {"job": "退休", "phone": "12900000009", "address": "新址", "name": "单小甲", "floating": "否", "lost": "否"}
    bare = dict.fromkeys(("ethnicity", "education", "joined_on", "confirmed_on", "standing"), "")
    row = member(1, **said, **bare)
    run = take(workbook(row, member(2)))
    assert numbers(run) == (0, 1, 1, 0)
    person = one()
    assert (person.name, person.job, reveal(person.phone), reveal(person.address)) == (
        "单小甲",
        "退休",
        "12900000009",
        "新址",
    )
    assert (person.lost_contact_on, person.floating_since, person.floating_to) == (None, None, "")
    assert (person.ethnicity, person.education, person.joined_on) == ("01", "大学本科", date(2005, 7, 1))
    assert "shanxiaojia" in person.search
    assert numbers(take(workbook(row, member(2)))) == (0, 0, 2, 0)


def test_one_bad_row_keeps_every_row_out():
    run = offer(workbook(member(1), member(2, name=""))).run
    with refused("imports.refused-rows"):
        applying.apply(run=run, where=Everywhere(), by=SEED, fictional=True)
    assert not Person.objects.filter(born_on=BORN).exists()
    assert ImportRun.objects.get().state == ImportState.PREVIEWED


def test_the_trail_holds_numbers_and_headings_but_no_values():
    take(workbook(FULL))
    run = take(workbook({**FULL, "job": "退休"}))
    entry = AuditEntry.objects.filter(verb="imports.apply").latest("number")
    assert (entry.subject_id, entry.details["changed"], entry.details["items"]) == (run.pk, 1, {"工作岗位": 1})
    assert "退休" not in str(entry.details) and id_number(1, BORN) not in str(entry.details)
    assert verify().ok


def test_a_probationary_member_becomes_a_formal_one_from_the_day_of_confirmation(committed):
    joined = date(2017, 3, 1)
    probationary = member(1, standing="预备党员", joined_on=joined, confirmed_on="", starts_on=joined)
    take(workbook(probationary))
    assert one().memberships.get().standing == Standing.PROBATIONARY
    formal = {**probationary, "standing": "正式党员", "confirmed_on": date(2018, 3, 1)}
    assert numbers(take(workbook(formal))) == (0, 1, 0, 0)
    before, after = one().memberships.order_by("starts_on")
    assert (before.standing, before.ends_on) == (Standing.PROBATIONARY, date(2018, 2, 28))
    assert (after.standing, after.starts_on, after.ends_on) == (Standing.FORMAL, date(2018, 3, 1), None)
    assert one().confirmed_on == date(2018, 3, 1)
    assert numbers(take(workbook(formal))) == (0, 0, 1, 0)
    told = offer(workbook({**probationary, "job": "退休"})).run.refused
    assert [each["column"] for each in told] == ["人员类别"]


def test_a_formal_member_without_a_day_of_confirmation_is_asked_for_it():
    take(workbook(member(1, standing="预备党员", confirmed_on="")))
    (told,) = offer(workbook(member(1, confirmed_on=""))).run.refused
    assert told["column"] == "转正日期"


def test_somebody_who_left_belongs_to_a_branch_again():
    take(workbook(member(1, starts_on=FOUNDED)))
    leave(person=one(), on=date(2018, 5, 1), because="出国", by=SEED)
    assert numbers(take(workbook(member(1)))) == (0, 1, 0, 0)
    assert [row.starts_on for row in one().memberships.order_by("starts_on")] == [FOUNDED, DAY]
    assert Person.objects.filter(born_on=BORN).count() == 1


def test_a_register_that_changed_since_the_preview_refuses_all(committed, files):
    run = offer(workbook(member(1), member(2))).run
    register(entry=PersonEntry("赵小乙", committed.second, id_number=id_number(1, BORN)), by=SEED, allow_fictional=True)
    with refused("imports.overtaken") as refusal:
        applying.apply(run=run, where=Everywhere(), by=SEED, fictional=True)
    assert "Row 2, 所在党支部" in refusal.value.sentence()
    run.refresh_from_db()
    assert (run.state, "Row 2" in run.because) == (ImportState.FAILED, True)
    assert Person.objects.filter(born_on=BORN).count() == 1
    assert list(files.iterdir()) == []


def test_of_two_who_apply_the_same_import_at_once_one_is_refused():
    run = offer(workbook(*(member(serial) for serial in range(200)))).run
    first = Progress(run)
    assert first.claim()
    with refused("imports.begun"):
        applying.apply(run=run, where=Everywhere(), by=SEED, fictional=True)
    applied = applying.carry_out(first, where=Everywhere(), by=SEED, fictional=True)
    assert (applied.state, Person.objects.filter(born_on=BORN).count()) == (ImportState.APPLIED, 200)
    with refused("imports.begun"):
        applying.apply(run=run, where=Everywhere(), by=SEED, fictional=True)


def test_two_rosters_of_the_same_people_at_once_enter_them_once():
    one_run = offer(workbook(*(member(serial) for serial in range(300)))).run
    other_run = offer(workbook(*(member(serial, job="教师") for serial in range(300)))).run
    threads = [working.begin(run=run, where=Everywhere(), by=SEED, fictional=True) for run in (one_run, other_run)]
    for thread in threads:
        thread.join(30)
    assert Person.objects.filter(born_on=BORN).count() == 300
    states = set(ImportRun.objects.values_list("state", flat=True))
    assert states <= {ImportState.APPLIED, ImportState.FAILED} and ImportState.APPLIED in states


def test_cancelling_before_applying_deletes_the_file(files):
    run = offer(workbook(member(1))).run
    assert (files / run.stored).stat().st_mode & 0o777 == 0o600 and files.stat().st_mode & 0o777 == 0o700
    assert runs.cancel(run=run, by=SEED).state == ImportState.CANCELLED
    assert list(files.iterdir()) == []
    with refused("imports.begun"):
        applying.apply(run=run, where=Everywhere(), by=SEED)
    with refused("imports.ended"):
        runs.cancel(run=run, by=SEED)


def test_cancelling_while_it_is_applied_leaves_nothing_behind(files, own_database):
    run = offer(workbook(*(member(serial) for serial in range(450)))).run
    told: list[tuple[int, int]] = []

    def hear(done: int, total: int) -> None:
        """The first time it is told how far it is, somebody cancels through another connection."""
        told.append((done, total))
        thread = threading.Thread(target=_cancel, args=(run,))
        thread.start()
        thread.join()

    ended = applying.apply(run=run, where=Everywhere(), by=SEED, fictional=True, tell=hear)
    assert told == [(100, 450)]
    assert ended.state == ImportState.CANCELLED
    assert not Person.objects.filter(born_on=BORN).exists()
    assert list(files.iterdir()) == []


def _cancel(run: ImportRun) -> None:
    runs.cancel(run=ImportRun.objects.get(pk=run.pk), by=SEED)
    connection.close()


def test_progress_is_seen_while_the_import_is_not_yet_committed():
    run = offer(workbook(*(member(serial) for serial in range(150)))).run
    seen: list[tuple[int, int]] = []

    def look(_done: int, _total: int) -> None:
        with psycopg.connect(**{**connection.get_connection_params(), "cursor_factory": psycopg.Cursor}) as other:
            people = other.execute("SELECT count(*) FROM orgs_person WHERE born_on = %s", [BORN]).fetchone()[0]
            done = other.execute("SELECT done FROM orgs_importrun").fetchone()[0]
            seen.append((done, people))

    applying.apply(run=run, where=Everywhere(), by=SEED, fictional=True, tell=look)
    assert seen == [(100, 0)]


def test_an_import_whose_process_died_is_marked_as_failed(files):
    run = offer(workbook(member(1))).run
    working_process = Progress(run)
    working_process.claim()
    run.refresh_from_db()
    assert runs.settle(run=run, by=SEED).state == ImportState.APPLYING
    working_process.close()  # as the end of a process does; the server notices a moment later
    until = monotonic() + 10
    while (settled := runs.settle(run=run, by=SEED)).state == ImportState.APPLYING and monotonic() < until:
        sleep(0.02)
    assert (settled.state, "Nothing was imported" in settled.because) == (ImportState.FAILED, True)
    assert list(files.iterdir()) == []


def test_the_same_file_offered_twice_waits_once(files):
    first, second = offer(workbook(member(1))).run, offer(workbook(member(1)))
    assert set(ImportRun.objects.filter(state=ImportState.PREVIEWED)) == {second.run}
    first.refresh_from_db()
    assert first.state == ImportState.CANCELLED
    assert applying.apply(run=second.run, where=Everywhere(), by=SEED, fictional=True).added == 1


def test_a_file_that_nobody_applies_is_deleted_after_a_week(files):
    old = offer(workbook(member(1)), by=SEED.later(datetime(2018, 5, 20, tzinfo=UTC))).run
    offer(workbook(member(2)))
    old.refresh_from_db()
    assert old.state == ImportState.CANCELLED and not (files / old.stored).exists()


@pytest.mark.parametrize("rows", [20, 200])
def test_the_queries_of_an_import_do_not_grow_with_its_rows(rows, django_assert_num_queries, committed):
    from django.test.utils import CaptureQueriesContext

    file = workbook(*(member(serial) for serial in range(rows)))
    with CaptureQueriesContext(connection) as queries:
        take(file)
    assert len(queries) <= 30, [query["sql"][:90] for query in queries]
    with CaptureQueriesContext(connection) as queries:
        take(workbook(*(member(serial, job="退休", phone="") for serial in range(rows))))
    assert len(queries) <= 30
