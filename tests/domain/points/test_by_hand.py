"""Bonuses and vetoes are entered by a clause of the pack with a reason; the size is the clause's own."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.models import Membership
from taizhang.domain.points.actions import HandEntry, enter, reverse
from taizhang.domain.points.balances import organization_balance, person_balance
from taizhang.domain.points.books import Holder
from taizhang.domain.points.by_hand import clauses
from taizhang.domain.points.models import PointEntry
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7
from tests.factories import duties, records
from tests.factories.reviews import person

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 10)
BY = person("孙丽", datetime(2018, 5, 20, 2, tzinfo=UTC))


@pytest.fixture
def branch():
    return records.branch(9)


def bonus(branch, **changes) -> HandEntry:
    entry = HandEntry(organization_id=branch.id, rule="commendation", happened_on=DAY, because="二七组〔2018〕12号表彰")
    return replace(entry, **changes)


def test_the_clauses_are_those_of_the_pack_that_no_gathering_brings(branch):
    assert [rule.code for rule in clauses(DAY, Holder.ORGANIZATION)] == ["commendation", "veto"]
    assert [rule.code for rule in clauses(DAY, Holder.MEMBER)] == ["veto"]
    assert clauses(date(2001, 1, 1), Holder.MEMBER) == ()


def test_a_bonus_brings_what_its_clause_says_up_to_its_cap(branch):
    enter(entry=bonus(branch), by=BY)
    assert organization_balance(branch.id, 2018).total == 2
    for _n in range(3):
        enter(entry=bonus(branch, id=uuid7()), by=BY)
    assert organization_balance(branch.id, 2018).total == 4
    note = AuditEntry.objects.filter(verb="points.enter").latest("number")
    assert (note.details["rule"], note.details["amount"]) == ("commendation", 2)


def test_the_same_form_sent_twice_is_one_entry(branch):
    entry = bonus(branch)
    assert enter(entry=entry, by=BY).pk == enter(entry=entry, by=BY).pk
    assert PointEntry.objects.filter(source_id=entry.id).count() == 1
    with pytest.raises(Refused) as refusal:
        enter(entry=replace(entry, rule="veto"), by=BY)
    assert refusal.value.code == "points.used"


def test_a_veto_holds_the_balance_down_until_it_is_reversed(branch):
    member = Membership.objects.filter(organization_id=branch.id).first().person_id
    branch.approved("L05")
    assert person_balance(member, 2018).total > 0
    made = enter(entry=bonus(branch, rule="veto", person_id=member, because="受党纪处分"), by=BY)
    balance = person_balance(member, 2018)
    assert balance.vetoed and balance.total == 0
    reverse(entry=made, because="处分撤销", by=BY)
    assert not person_balance(member, 2018).vetoed


def test_a_balance_of_a_past_day_knows_what_was_posted_and_not_reversed_by_then(branch):
    made = enter(entry=bonus(branch), by=BY)
    reverse(entry=made, because="录错", by=BY.later(datetime(2018, 5, 25, 2, tzinfo=UTC)))
    days = (date(2018, 5, 19), date(2018, 5, 20), date(2018, 5, 24), date(2018, 5, 25), None)
    assert [organization_balance(branch.id, 2018, on).total for on in days] == [0, 2, 2, 0, 0]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rule": "missed_meeting"}, "points.clause"),
        ({"rule": "L05"}, "points.clause"),
        ({"rule": "nothing"}, "points.clause"),
        ({"because": "  "}, "points.hand-reason"),
        ({"because": "长" * 401}, "points.hand-reason"),
        ({"happened_on": date(2018, 5, 21)}, "points.future"),
        ({"happened_on": date(2015, 5, 21)}, "points.closed"),
        ({"organization_id": uuid7()}, "points.holder"),
        ({"person_id": uuid7(), "rule": "veto"}, "points.holder"),
        ({"person_id": BY.person_id, "rule": "veto"}, "points.own"),
    ],
)
def test_what_may_not_be_is_refused_and_nothing_is_written(branch, changes, code):
    with pytest.raises(Refused) as refusal:
        enter(entry=bonus(branch, **changes), by=BY)
    assert refusal.value.code == code
    assert not PointEntry.objects.filter(source_kind="hand").exists()


def test_who_is_exempt_may_still_be_barred_but_a_bonus_of_members_needs_a_clause(branch):
    member = Membership.objects.filter(organization_id=branch.id).first().person_id
    with pytest.raises(Refused) as refusal:
        enter(entry=bonus(branch, person_id=member), by=BY)
    assert refusal.value.code == "points.clause"
    assert duties.actor().name not in str(refusal.value)
