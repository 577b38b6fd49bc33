"""Accounts: one a person, opened and closed by the system administrator."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from taizhang.domain.access.actions import (
    AccountEntry,
    close_account,
    open_account,
    open_many,
    reopen_account,
    set_password,
)
from taizhang.domain.access.models import Account
from taizhang.kernel.errors import Refused
from tests.factories import orgs
from tests.factories.access import actor
from tests.people import PASSWORD


def test_the_system_administrator_opens_an_account_that_signs_in(cast):
    person = orgs.person(cast.second)
    open_account(person=person, username="ＺHANG.San", password="红旗渠-1960-水长流", by=actor(cast.system_admin))
    assert authenticate(None, username="zhang.san", password="红旗渠-1960-水长流").person_id == person.pk


def test_an_account_without_password_signs_nobody_in(cast):
    account = open_account(person=orgs.person(cast.second), username="late", password=None, by=actor(cast.system_admin))
    assert not account.has_usable_password()


@pytest.mark.parametrize("by", ["security_admin", "audit_admin", "district_officer", "member"])
def test_nobody_else_opens_accounts(cast, by):
    with pytest.raises(Refused) as refusal:
        open_account(person=orgs.person(cast.second), username="new", password=None, by=actor(getattr(cast, by)))
    assert refusal.value.code == "access.not-allowed"


@pytest.mark.parametrize(
    ("username", "password", "code"),
    [
        ("zhou", None, "access.username-taken"),
        ("ZHOU", None, "access.username-taken"),
        ("a b", None, "access.username"),
        ("x", None, "access.username"),
        ("fine", "12345678", "access.password"),
        ("fine", "short", "access.password"),
    ],
)
def test_names_and_passwords_that_cannot_be_used_are_refused(cast, username, password, code):
    with pytest.raises(Refused) as refusal:
        open_account(person=orgs.person(cast.second), username=username, password=password, by=actor(cast.system_admin))
    assert refusal.value.code == code


def test_a_person_has_one_account(cast):
    with pytest.raises(Refused, match="周建华"):
        open_account(person=cast.secretary.person, username="zhou2", password=None, by=actor(cast.system_admin))


def test_many_accounts_are_opened_in_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    people = [orgs.person(cast.second) for _number in range(30)]
    entries = [AccountEntry(person, f"many{number}", PASSWORD) for number, person in enumerate(people)]
    with django_assert_max_num_queries(14):
        accounts = open_many(entries=entries, by=actor(cast.system_admin))
    assert all(account.check_password(PASSWORD) for account in accounts[:3])


def test_a_closed_account_signs_in_no_more_until_it_is_opened_again(cast):
    by = actor(cast.system_admin)
    close_account(account=cast.secretary, by=by)
    assert authenticate(None, username="zhou", password=PASSWORD) is None
    reopen_account(account=cast.secretary, by=by)
    assert authenticate(None, username="zhou", password=PASSWORD) == cast.secretary


def test_nobody_closes_his_own_account(cast):
    with pytest.raises(Refused) as refusal:
        close_account(account=cast.system_admin, by=actor(cast.system_admin))
    assert refusal.value.code == "access.own-account"


def test_everybody_sets_the_own_password_and_no_other(cast):
    set_password(account=cast.member, password="另外一个-口令-77", by=actor(cast.member))
    assert authenticate(None, username="wang", password="另外一个-口令-77") == cast.member
    with pytest.raises(Refused):
        set_password(account=cast.secretary, password="另外一个-口令-77", by=actor(cast.member))


def test_the_database_too_keeps_a_username_once_whatever_its_case(cast):
    with pytest.raises(IntegrityError, match="whatever_its_case"), transaction.atomic():
        Account.objects.create(username="Zhou", person=orgs.person(cast.second))
