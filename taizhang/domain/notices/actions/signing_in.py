"""Telling somebody what was done to his way in: roles given and ended, a password set or a key revoked by another."""

from datetime import date, timedelta

from taizhang.domain.access.models import Account, Grant, Key
from taizhang.domain.access.roles import Role
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.about import About
from taizhang.domain.notices.actions.tell import tell
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.notices.wording import word_of
from taizhang.domain.orgs.names import placement

ME = "/me/"


def tell_granted(grant: Grant, by: Actor) -> int:
    """Tell a person of a role given to him."""
    values = {"role": word_of(Role(grant.role)), "from_on": grant.starts_on}
    return tell(people=[grant.person_id], kind=Kind.GRANTED, about=_over(grant, by), link=ME, values=values, by=by)


def tell_grant_ended(grant: Grant, on: date, by: Actor) -> int:
    """Tell a person that a role of his holds no longer from a day on."""
    values = {"role": word_of(Role(grant.role)), "last_on": on - timedelta(days=1)}
    return tell(people=[grant.person_id], kind=Kind.GRANT_ENDED, about=_over(grant, by), link=ME, values=values, by=by)


def tell_password(account: Account, by: Actor) -> int:
    """Tell a person that somebody else set his password; of what he sets himself he knows."""
    about = About("account", account.pk, account.username)
    values = {"name": by.name}
    return tell(people=[account.person_id], kind=Kind.SIGN_IN_CHANGED, about=about, link=ME, values=values, by=by)


def tell_key_revoked(key: Key, by: Actor) -> int:
    """Tell a person that somebody else revoked his key."""
    about, values = About("key", key.pk, key.name), {"name": by.name}
    people = [key.account.person_id]
    return tell(people=people, kind=Kind.KEY_REVOKED, about=about, link="/me/keys/", values=values, by=by)


def _over(grant: Grant, by: Actor) -> About:
    return About("grant", grant.pk, placement(grant.organization_id, max(by.on, grant.starts_on)).short_name)
