"""Accounts and grants made through their own actions."""

from itertools import count

from taizhang.domain.access.actions import give, open_account
from taizhang.domain.access.models import Account, Grant
from taizhang.domain.access.roles import Reach, Role
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
