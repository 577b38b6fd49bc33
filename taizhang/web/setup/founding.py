"""Everything the first day writes, as one act: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from taizhang import packs
from taizhang.domain.access.actions import AccountEntry, GrantEntry, give_many, open_many
from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import Reach, Role
from taizhang.domain.audit.actions import action
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.packs import publish
from taizhang.domain.duties.packfile import load
from taizhang.domain.orgs.actions.founding import OrganizationEntry, found
from taizhang.domain.orgs.actions.people import PersonEntry, register_many
from taizhang.domain.orgs.actions.places import lock_tree
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.errors import Refused, _

DEFAULT_PACK = Path(packs.__file__).with_name("erqi-2018.yaml")


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """Someone who can sign in from the first day on."""

    role: Role
    name: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class FirstDistrict:
    """The district at the top of the tree."""

    name: str
    short_name: str
    code: str
    founded_on: date


@action
def found_district(
    *, district: FirstDistrict, people: Sequence[FirstPerson], default_pack: bool, by: Actor
) -> Organization:
    """Found the district, enter its first people, open their accounts and give them their roles."""
    lock_tree()  # two set-ups at once: the second waits, and then finds that it is too late
    if Account.objects.exists():
        raise Refused(
            _("This installation has been set up already."),
            _("Sign in, or ask its system administrator for an account."),
            code="setup.done",
        )
    top = found(entry=_entry(district), by=by)
    registered = register_many(entries=[PersonEntry(one.name) for one in people], by=by)
    pairs = list(zip(people, registered, strict=True))
    open_many(entries=[AccountEntry(person, one.username, one.password) for one, person in pairs], by=by)
    give_many(entries=[GrantEntry(person, one.role, top, Reach.SUBTREE, by.on) for one, person in pairs], by=by)
    if default_pack:
        publish(pack_file=load(DEFAULT_PACK), by=by)
    return top


def _entry(district: FirstDistrict) -> OrganizationEntry:
    return OrganizationEntry(
        code=district.code,
        name=district.name,
        short_name=district.short_name,
        kind=Kind.DISTRICT,
        category=Category.OFFICE,
        founded_on=district.founded_on,
    )
