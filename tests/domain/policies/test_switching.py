"""Switches are off; a document turns one on for a time, never back in time, and whatever is on can be turned off."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.policies.actions import turn_off, turn_on
from taizhang.domain.policies.models import Warrant
from taizhang.domain.policies.queries import is_on, warrants
from taizhang.domain.policies.switches import NEVER, SWITCHES, Switch
from taizhang.kernel.errors import Refused
from tests.factories import orgs, policies

pytestmark = pytest.mark.django_db
BY = orgs.SEED
TODAY = BY.on
TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize("switch", Switch)
def test_every_switch_is_off_until_a_document_says_otherwise(switch):
    assert not is_on(switch, on=TODAY)
    policies.warrant(switch)
    assert [one for one in Switch if is_on(one, on=TODAY)] == [switch]
    assert set(warrants(on=TODAY)) == {switch}


@pytest.mark.parametrize("switch", Switch)
def test_every_switch_says_what_it_changes_and_which_clauses_stand_against_it(switch):
    form = SWITCHES[switch]
    assert str(form.name) and str(form.changes) and str(form.remains) and form.clauses


def test_what_the_rules_forbid_outright_has_no_switch():
    assert {ban.name for ban in NEVER}.isdisjoint(form.name for form in SWITCHES.values())
    assert all(ban.clause for ban in NEVER)


def test_a_switch_holds_from_its_first_day_to_its_last():
    warrant = policies.warrant(starts_on=TOMORROW, ends_on=TOMORROW + timedelta(days=2))
    on = [is_on(Switch.RANKING, on=TODAY + timedelta(days=day)) for day in range(5)]
    assert (on, warrant.holds(TODAY)) == ([False, True, True, True, False], False)


@pytest.mark.parametrize("missing", ["number", "title", "issuer"])
def test_without_a_whole_document_nothing_is_turned_on(missing):
    with pytest.raises(Refused) as refused:
        turn_on(switch=Switch.PHOTOS, warrant=policies.entry(**{missing: "  "}), by=BY)
    assert refused.value.code == "policies.no-basis"
    assert not Warrant.objects.exists()


def test_a_reason_is_needed():
    with pytest.raises(Refused) as refused:
        turn_on(switch=Switch.PHOTOS, warrant=policies.entry(because=""), by=BY)
    assert refused.value.code == "orgs.reason"


def test_nothing_is_turned_on_back_in_time():
    with pytest.raises(Refused) as refused:
        policies.warrant(starts_on=TODAY - timedelta(days=1))
    assert refused.value.code == "policies.retroactive"


@pytest.mark.parametrize("last", [TODAY - timedelta(days=1), TODAY + timedelta(days=367), date.max])
def test_a_switch_is_on_for_a_year_at_most(last):
    with pytest.raises(Refused) as refused:
        policies.warrant(ends_on=last)
    assert refused.value.code == "policies.too-long"


def test_a_switch_rests_on_one_document_a_day():
    policies.warrant()
    with pytest.raises(Refused) as refused:
        policies.warrant(starts_on=TOMORROW)
    assert refused.value.code == "policies.twice"
    with pytest.raises(IntegrityError), transaction.atomic():
        Warrant.objects.create(
            switch="ranking", number="1", title="t", issuer="i", because="b",
            starts_on=TODAY, ends_on=TODAY, set_by_name="x", set_at=BY.at,
        )  # fmt: skip


def test_turned_off_it_is_off_the_same_day_and_its_history_stays():
    warrant = policies.warrant()
    later = BY.later(BY.at + timedelta(days=3))
    turn_off(warrant=warrant, because="试点结束", by=later)
    assert is_on(Switch.RANKING, on=TODAY + timedelta(days=2))
    assert not is_on(Switch.RANKING, on=later.on)
    kept = Warrant.objects.get()
    assert (kept.ended_because, kept.ended_by_name, kept.ends_on) == ("试点结束", BY.name, TODAY + timedelta(days=2))
    with pytest.raises(Refused) as refused:
        turn_off(warrant=kept, because="再关一次", by=later)
    assert refused.value.code == "policies.ended"


def test_turned_off_on_its_first_day_it_never_was_and_only_the_trail_remembers():
    turn_off(warrant=policies.warrant(), because="误操作", by=BY)
    assert not Warrant.objects.exists()
    verbs = AuditEntry.objects.filter(verb__startswith="policies.").order_by("number")
    assert list(verbs.values_list("verb", flat=True)) == ["policies.on", "policies.off"]
    policies.warrant()
    assert is_on(Switch.RANKING, on=TODAY)
