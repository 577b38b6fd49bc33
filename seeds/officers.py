"""Who signs in to the demo, in which role, and the few whose password is printed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from seeds.bodies import Body
from seeds.roster import OFFICE_STAFF, Roster
from taizhang.domain.access.actions import AccountEntry, GrantEntry
from taizhang.domain.access.models import Account, Grant
from taizhang.domain.access.roles import Reach, Role
from taizhang.domain.orgs.models import Organization, Person, Placement
from taizhang.domain.orgs.spelling import sort_key

PASSWORD = "Taizhang-2018"  # noqa: S105  printed on purpose; demo mode serves loopback only
ADMINISTRATORS = ((13, Role.SYSTEM_ADMIN), (14, Role.SECURITY_ADMIN), (15, Role.AUDIT_ADMIN))
LEADER = 12
ORDER = [*(role.value for role in Role), "member"]


@dataclass(frozen=True, slots=True)
class Officer:
    """A person with a role over an organisation."""

    person: Person
    role: Role
    body: Body
    reach: Reach
    shown: bool = False  # offered on the demo's sign-in page


def officers(rosters: Sequence[Roster], root: Body) -> Iterator[Officer]:
    """Everybody who signs in with a role: secretaries, recorders, offices, the district, the administrators."""
    seen: set[Body] = set()
    for index, roster in enumerate(rosters):
        above = roster.body.above
        yield Officer(roster.people[0], Role.SECRETARY, roster.body, Reach.OWN, shown=index in (0, len(rosters) - 1))
        if roster.committee:
            yield Officer(roster.people[1], Role.RECORDER, roster.body, Reach.OWN, shown=index == 0)
        if above not in seen:
            seen.add(above)
            yield from _above(roster, above, first=len(seen) == 1)
    yield from _district(rosters, root)


def _above(roster: Roster, above: Body, *, first: bool) -> Iterator[Officer]:
    """Who works for the organisation above: its office, or the community's secretary, who reads what is below."""
    if above.kind == "community":
        yield Officer(roster.people[2], Role.LEADER, above, Reach.SUBTREE, shown=first)
    else:
        shown = above.code in ("410103001", "410103U06")
        for place, person in enumerate(roster.people[OFFICE_STAFF][:2]):
            yield Officer(person, Role.OFFICE, above, Reach.SUBTREE, shown=shown and place == 0)


def _district(rosters: Sequence[Roster], root: Body) -> Iterator[Officer]:
    """The district's office and leader, and the three administrators, from the branches of two units."""
    organizing = next(roster for roster in rosters if roster.body.code == "410103U06-02")
    secretariat = next(roster for roster in rosters if roster.body.code == "410103U02-01")
    yield Officer(organizing.people[5], Role.DISTRICT_OFFICE, root, Reach.SUBTREE, shown=True)
    yield Officer(organizing.people[6], Role.DISTRICT_OFFICE, root, Reach.SUBTREE)
    yield Officer(secretariat.people[LEADER], Role.LEADER, root, Reach.SUBTREE, shown=True)
    for place, role in ADMINISTRATORS:
        yield Officer(secretariat.people[place], role, root, Reach.SUBTREE, shown=True)


def accounts(found: Sequence[Officer], members: Sequence[Person]) -> Iterator[AccountEntry]:
    """One account for each officer and for a few plain members; names are pinyin, numbered where they repeat."""
    taken: dict[str, int] = {}
    done: set[object] = set()
    for person, shown in [(each.person, each.shown) for each in found] + [(person, True) for person in members]:
        if person.pk in done:
            continue
        done.add(person.pk)
        plain = "".join(letter for letter in sort_key(person.name) if letter.isascii() and letter.isalpha())
        taken[plain] = taken.get(plain, 0) + 1
        username = plain if taken[plain] == 1 else f"{plain}{taken[plain]}"
        yield AccountEntry(person, username, PASSWORD if shown else None, demo=shown)


def grants(found: Sequence[Officer], organizations: Mapping[Body, Organization], since: date) -> Iterator[GrantEntry]:
    """The grant of each officer."""
    for each in found:
        yield GrantEntry(each.person, each.role, organizations[each.body], each.reach, since)


def sign_ins() -> list[dict[str, str]]:
    """Role, organisation, username and password of every account that the demo offers."""
    people = []
    for account in Account.objects.filter(demo=True).select_related("person").order_by("username"):
        grant = Grant.objects.filter(person=account.person).order_by("role").first()
        belongs = account.person.memberships.filter(ends_on__isnull=True).first()
        organization = grant.organization if grant else belongs.organization if belongs else None
        place = Placement.objects.filter(organization=organization, ends_on__isnull=True).first()
        said = {"role": grant.role if grant else "member", "organization": place.name if place else ""}
        people.append({**said, "username": account.username, "password": PASSWORD})
    return sorted(people, key=lambda person: (ORDER.index(person["role"]), person["username"]))
