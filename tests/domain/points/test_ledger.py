"""The ledger of points: nothing is changed, everything is reversed, bounds apply when it is read."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.points.actions import post, reverse
from taizhang.domain.points.award import Award, Source, awards
from taizhang.domain.points.balances import balances, organization_balance, person_balance, rows, with_pending
from taizhang.domain.points.models import PointEntry, Reversal
from taizhang.kernel.errors import Refused
from tests.domain.refusals import refused
from tests.factories import duties, points, records

pytestmark = pytest.mark.django_db


def source(branch, *institutions, on=date(2018, 5, 16), present=()):
    return Source(uuid4(), branch.id, institutions or ("L05",), on, dict.fromkeys(present, ""))


def test_a_rule_that_institutions_share_brings_its_points_once():
    pack = duties.pack_file()
    person = uuid4()
    both = Source(uuid4(), uuid4(), ("L01", "L04"), date(2018, 5, 16), {person: ""})
    mine = [award for award in awards(pack, both) if award.person_id == person]
    assert [(award.rule, award.institution) for award in mine] == [("three_meetings", "L01")]


def test_members_on_a_ground_that_the_scheme_does_not_count_hold_no_points():
    pack = duties.pack_file()
    grounds = pack.member_scheme.not_counted
    assert grounds
    exempt = Source(uuid4(), uuid4(), ("L05",), date(2018, 5, 16), {uuid4(): grounds[0]})
    assert [award for award in awards(pack, exempt) if award.person_id] == []


def test_posting_the_same_again_changes_nothing():
    branch = records.branch(3)
    given = awards(duties.pack_file(), source(branch, present=[member.pk for member in branch.members]))
    assert post(awards=given, by=branch.reviewer) == 4
    assert post(awards=given, by=branch.reviewer) == 0
    assert PointEntry.objects.count() == 4


def test_the_cap_of_an_item_applies_when_the_ledger_is_read():
    branch = records.branch(1)
    member = branch.members[0].pk
    pack = duties.pack_file()
    for day in range(1, 8):
        post(awards=awards(pack, source(branch, on=date(2018, 5, day), present=[member])), by=branch.reviewer)
    balance = person_balance(member, 2018)
    part = next(part for part in balance.parts if part.rule == "L05")
    assert (part.raw, part.counted) == (14, 8)
    behind = rows(person_id=member, year=2018, rule="L05")
    assert sum(entry.amount for entry in behind) == part.raw


def test_a_balance_begins_anew_each_year():
    branch = records.branch(1)
    pack = duties.pack_file()
    post(awards=awards(pack, source(branch, on=date(2018, 12, 31))), by=branch.reviewer)
    post(awards=awards(pack, source(branch, on=date(2019, 1, 1))), by=branch.reviewer)
    assert [organization_balance(branch.id, year).total for year in (2018, 2019)] == [2, 2]


def test_bonus_cap_floor_and_veto_hold_the_total():
    branch = records.branch(1)
    scheme = duties.pack_file().organization_scheme.book
    kinds = {rule.kind.value: rule for rule in scheme.rules}

    def give(rule, times):
        made = [
            Award(branch.id, None, "", rule.code, rule.kind.value, rule.amount, source(branch)) for _n in range(times)
        ]
        post(awards=made, by=branch.reviewer)

    give(kinds["deduction"], 9)
    assert organization_balance(branch.id, 2018).total == scheme.floor == 0
    give(next(rule for rule in scheme.rules if rule.code == "L05"), 12)
    give(kinds["bonus"], 9)
    assert organization_balance(branch.id, 2018).bonus <= scheme.bonus_cap
    give(kinds["veto"], 1)
    balance = organization_balance(branch.id, 2018)
    assert balance.vetoed
    assert balance.total <= scheme.veto_caps_at


def test_an_entry_is_reversed_once_with_a_reason_and_a_reversal_never():
    entry = points.point_entry()
    by = duties.actor()
    with refused("points.reason"):
        reverse(entry=entry, because=" ", by=by)
    reversal = reverse(entry=entry, because="重复登记", by=by)
    assert reversal.counter.amount == -entry.amount
    assert organization_balance(entry.organization_id, 2018).total == 0
    with refused("points.reversed") as second:
        reverse(entry=entry, because="再来一次", by=by)
    assert by.name in second.value.sentence()
    with refused("points.reversal"):
        reverse(entry=reversal.counter, because="冲回", by=by)
    assert AuditEntry.objects.filter(verb="points.reverse").count() == 1


def test_the_rows_behind_a_number_show_what_was_reversed():
    entry = points.point_entry()
    reverse(entry=entry, because="重复登记", by=duties.actor())
    behind = list(rows(organization_id=entry.organization_id, year=2018))
    assert len(behind) == 2
    assert {row.amount for row in behind} == {2, -2}


def test_neither_the_model_nor_the_database_lets_an_entry_be_changed():
    entry = points.point_entry()
    entry.amount = 100
    with refused("audit.append-only"):
        entry.save()
    with refused("audit.append-only"):
        PointEntry.objects.filter(pk=entry.pk).update(amount=100)
    with refused("audit.append-only"):
        entry.delete()
    for statement in ("UPDATE points_pointentry SET amount = 100", "DELETE FROM points_reversal"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_database_itself_keeps_a_source_from_awarding_twice():
    entry = points.point_entry()
    twin = {
        field.attname: getattr(entry, field.attname)
        for field in PointEntry._meta.concrete_fields
        if field.attname != "id"
    }
    with pytest.raises(IntegrityError, match="a_source_awards_an_organization_once"), transaction.atomic():
        PointEntry.add(**twin)


def test_the_balances_of_many_come_from_one_grouped_query(django_assert_num_queries):
    branch = records.branch(3)
    branch.approved("L05")
    balances([branch.id], 2018)
    with django_assert_num_queries(2):
        found = balances([branch.id, *(uuid4() for _n in range(50))], 2018)
    assert found[branch.id].total == 2
    assert len(found) == 51


def test_pending_points_are_bounded_together_with_those_posted():
    branch = records.branch(1)
    pack = duties.pack_file()
    for day in range(1, 13):
        post(awards=awards(pack, source(branch, on=date(2018, 5, day))), by=branch.reviewer)
    now = organization_balance(branch.id, 2018)
    more = [award for award in awards(pack, source(branch, on=date(2018, 5, 20))) if award.person_id is None]
    assert (now.total, with_pending(now, more, 2018).total) == (24, 24)


def test_a_year_without_a_pack_has_no_balance():
    branch = records.branch(1)
    with pytest.raises(Refused) as refusal:
        organization_balance(branch.id, 2017)
    assert refusal.value.code == "points.no-pack"


def test_the_factory_of_a_reversal():
    assert Reversal.objects.get(pk=points.reversal().pk).because
