"""Keys: a part of what their person holds, at that moment, until a day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from taizhang.domain.access import policy
from taizhang.domain.access.actions import KeyEntry, close_account, make_key, revoke_key
from taizhang.domain.access.actions.keys import digest, key_of, latest_end
from taizhang.domain.access.models import Account, Instruction, Key
from taizhang.domain.access.roles import Permission, Reach, Role
from taizhang.domain.audit.actor import Channel, system
from taizhang.domain.audit.clearing import clear_expired
from taizhang.kernel.errors import Refused
from tests.factories import access, orgs

pytestmark = pytest.mark.django_db
VIEW, WRITE = Permission.ORGS_VIEW, Permission.RECORDS_WRITE
DAY = orgs.NOW.date()


@pytest.fixture
def owner() -> Account:
    """Somebody of an office that sees a whole street."""
    place = orgs.street()
    account = access.account()
    access.grant(account, Role.OFFICE, place, Reach.SUBTREE)
    return Account.objects.get(pk=account.pk)


def through(account: Account, *permissions: Permission, over=None) -> Account:
    """The account as it acts through a new key."""
    made = access.made_key(account, *permissions, over=over)
    found = key_of(made.secret, on=DAY)
    assert found is not None
    return found.account


def test_a_key_opens_a_part_of_what_its_person_holds(owner):
    acting = through(owner, VIEW)
    assert policy.may(acting, VIEW, on=DAY)
    assert not policy.may(acting, Permission.PEOPLE_VIEW, on=DAY)
    assert not policy.is_self(acting, owner.person_id)


def test_a_key_for_a_branch_opens_that_branch_alone(owner):
    street = owner.person.grants.get().organization
    first, second = orgs.branch(under=street), orgs.branch(under=street)
    acting = through(owner, VIEW, over=first)
    assert policy.may(acting, VIEW, first.pk, on=DAY)
    assert not policy.may(acting, VIEW, second.pk, on=DAY) and not policy.may(acting, VIEW, street.pk, on=DAY)


def test_nothing_is_put_into_a_key_that_its_person_does_not_hold(owner):
    for permissions in ([WRITE], [VIEW, WRITE], []):
        with pytest.raises(Refused) as refused:
            access.made_key(owner, *permissions)
        assert refused.value.code == "keys.permissions"
    elsewhere = orgs.street()
    with pytest.raises(Refused) as refused:
        access.made_key(owner, VIEW, over=elsewhere)
    assert refused.value.code == "keys.permissions"


def test_nobody_makes_a_key_for_another_nor_through_a_key(owner):
    other, entry = access.account(), KeyEntry(name="程序", permissions=[VIEW], expires_on=DAY)
    with pytest.raises(Refused) as refused:
        make_key(account=owner, entry=entry, by=access.actor(other))
    assert refused.value.code == "keys.not-yours"
    with pytest.raises(Refused):
        make_key(account=through(owner, VIEW), entry=entry, by=access.actor(owner))


@pytest.mark.parametrize("day", [DAY - timedelta(days=1), latest_end(DAY) + timedelta(days=1), date.max])
def test_a_key_ends_within_a_year(owner, day):
    with pytest.raises(Refused) as refused:
        make_key(account=owner, entry=KeyEntry(name="程序", permissions=[VIEW], expires_on=day), by=access.actor(owner))
    assert refused.value.code == "keys.days"


def test_the_database_holds_a_key_to_a_year(owner):
    key = access.made_key(owner, VIEW).key
    with pytest.raises(IntegrityError), transaction.atomic():
        Key.objects.filter(pk=key.pk).update(expires_on=DAY + timedelta(days=400))


def test_only_the_digest_is_kept_and_only_the_day_of_use(owner):
    made = access.made_key(owner, VIEW)
    assert made.key.digest == digest(made.secret) and made.secret not in str(vars(made.key))
    assert made.secret.endswith(made.key.hint)
    key_of(made.secret, on=DAY)
    assert Key.objects.get().last_used_on == DAY


def test_an_unknown_secret_is_nobodys(owner):
    access.made_key(owner, VIEW)
    assert key_of("tz_" + "x" * 43, on=DAY) is None


def test_revoking_twice_is_harmless_and_final(owner):
    made = access.made_key(owner, VIEW)
    first = revoke_key(key=made.key, by=access.actor(owner))
    again = revoke_key(key=made.key, by=access.actor(owner))
    assert first.revoked_at == again.revoked_at and not again.opens(DAY)


def test_a_stranger_revokes_nothing(owner):
    made = access.made_key(owner, VIEW)
    with pytest.raises(Refused) as refused:
        revoke_key(key=made.key, by=access.actor(access.account()))
    assert refused.value.code == "access.not-allowed"


def test_a_closed_account_holds_nothing_through_its_keys(owner):
    made = access.made_key(owner, VIEW)
    close_account(account=owner, by=orgs.SEED)
    found = key_of(made.secret, on=DAY)
    assert found is not None and not policy.may(found.account, VIEW, on=DAY)


def test_there_is_an_end_to_keys(owner):
    for _n in range(20):
        access.made_key(owner, VIEW)
    with pytest.raises(Refused) as refused:
        access.made_key(owner, VIEW)
    assert refused.value.code == "keys.many"


def test_what_programs_sent_is_forgotten_after_a_quarter_and_a_key_a_year_after_its_end(owner):
    access.instruction(owner)
    key = access.made_key(owner, VIEW).key
    sweep(orgs.NOW + timedelta(days=90))
    assert Instruction.objects.exists()
    sweep(orgs.NOW + timedelta(days=91))
    assert not Instruction.objects.exists() and Key.objects.exists()
    sweep(datetime.combine(key.expires_on, time.max, tzinfo=UTC) + timedelta(days=365))
    assert Key.objects.exists()
    sweep(datetime.combine(key.expires_on, time.max, tzinfo=UTC) + timedelta(days=367))
    assert not Key.objects.exists()


def sweep(at: datetime) -> None:
    clear_expired(by=system(at, Channel.JOB))
