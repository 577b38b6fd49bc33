"""Accounts and grants made through their own actions."""

from datetime import timedelta
from itertools import count

from taizhang.domain.access.actions import KeyEntry, Made, give, make_key, open_account
from taizhang.domain.access.models import Account, Grant, Instruction, Key
from taizhang.domain.access.roles import Permission, Reach, Role
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.models import Organization, Person
from tests.factories import orgs

_numbers = count(1)


def account(of: Person | None = None) -> Account:
    """The account of a person."""
    name = f"user{next(_numbers)}"
    return open_account(person=of or orgs.person(), username=name, password=None, by=orgs.SEED)


def grant(
    to: Account | None = None,
    role: Role = Role.SECRETARY,
    over: Organization | None = None,
    reach: Reach = Reach.SUBTREE,
) -> Grant:
    """A role given to the person of an account, for good."""
    to = to or account()
    return give(
        person=to.person,
        role=role,
        organization=over or orgs.district(),
        reach=reach,
        starts_on=orgs.FOUNDED,
        by=orgs.SEED,
    )


def actor(of: Account) -> Actor:
    """The account's person, acting through a page at the test's moment."""
    return Actor(name=of.person.name, at=orgs.NOW, person_id=of.person_id)


def key(of: Account | None = None, *permissions: Permission) -> Key:
    """A key of an account; without a choice it opens what a secretary may see of duties."""
    owner = of or grant().person.account
    return made_key(owner, *(permissions or (Permission.DUTIES_VIEW,))).key


def made_key(of: Account, *permissions: Permission, over: Organization | None = None) -> Made:
    """A key with its secret, made by its person for three months."""
    until = orgs.NOW.date() + timedelta(days=90)
    entry = KeyEntry(name="汇总程序", permissions=permissions, organization=over, expires_on=until)
    return make_key(account=of, entry=entry, by=actor(of))


def instruction(of: Account | None = None) -> Instruction:
    """Something that a program sent."""
    return Instruction.objects.create(account=of or account(), digest="0" * 64, at=orgs.NOW)
