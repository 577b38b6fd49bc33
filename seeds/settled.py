"""The demo's rules, organisations and people, before anything happens: each step one act or a few."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

import taizhang
from seeds.bodies import Body, described
from seeds.officers import accounts, grants, officers
from seeds.roster import Registrar, Roster, branch_posts, upper_posts
from taizhang.domain.access.actions import give_many, open_many
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.packs import publish
from taizhang.domain.duties.packfile import load as load_pack
from taizhang.domain.orgs.actions.exempting import exempt_many
from taizhang.domain.orgs.actions.founding import OrganizationEntry, found_many
from taizhang.domain.orgs.actions.groups import GroupEntry, form_groups
from taizhang.domain.orgs.actions.offices import OfficeEntry
from taizhang.domain.orgs.actions.offices import open_many as open_offices
from taizhang.domain.orgs.actions.people import register_many
from taizhang.domain.orgs.actions.posts import appoint_many
from taizhang.domain.orgs.calendar import seed_calendar
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Organization
from taizhang.domain.orgs.models.membership import Ground, Standing

TODAY = date(2018, 5, 31)
FOUNDED = date(2012, 7, 1)
SINCE = date(2017, 7, 1)
PACK = Path(taizhang.__file__).parent / "packs" / "erqi-2018.yaml"


def rules(by: Actor) -> None:
    """The default pack and the working days."""
    publish(pack_file=load_pack(PACK), by=by)
    seed_calendar(first_year=2017, last_year=2019, by=by)


def found(root: Body, by: Actor) -> dict[Body, Organization]:
    """The whole tree."""
    bodies = list(root.all())
    entries = [
        OrganizationEntry(
            code=body.code,
            name=body.name,
            short_name=body.short,
            kind=Kind(body.kind),
            category=Category(body.category),
            founded_on=FOUNDED,
            parent=body.parent.code if body.parent else None,
            described=described(body),
        )
        for body in bodies
    ]
    return dict(zip(bodies, found_many(entries=entries, by=by), strict=True))


def people(root: Body, organizations: dict[Body, Organization], random: Random, by: Actor) -> list[Roster]:
    """Members of every branch, in groups; some are exempt by article 23."""
    registrar = Registrar(random, TODAY)
    rosters = [Roster(body, organizations[body]) for body in root.all() if body.size]
    names = [
        GroupEntry(each.organization, f"第{'一二三'[n]}党小组", SINCE)
        for each in rosters
        for n in range(each.body.groups)
    ]
    formed = iter(form_groups(entries=names, by=by))
    entries = []
    for roster in rosters:
        groups = [next(formed) for _ in range(roster.body.groups)]
        entries.append(list(registrar.entries(roster, groups, SINCE)))
    every = [entry for each in entries for entry in each]
    registered = iter(register_many(entries=every, by=by, allow_fictional=True))
    exempt = []
    for roster, mine in zip(rosters, entries, strict=True):
        roster.people = [next(registered) for _ in mine]
        aged = [person for person in roster.people[5:] if person.born_on and person.born_on.year < 1940]
        old = [person for person in aged if random.random() < 0.4]
        exempt += old
        formal = {e.id for e in mine if e.standing == Standing.FORMAL and e.floating_since is None and e.id}
        roster.voters = formal - {person.pk for person in old}
    exempt_many(people=exempt, ground=Ground.ARTICLE_23, starts_on=SINCE, by=by)
    return rosters


def posts(rosters: Sequence[Roster], organizations: dict[Body, Organization], root: Body, by: Actor) -> None:
    """Posts, offices, accounts and grants."""
    of_branches = [post for roster in rosters for post in branch_posts(roster, SINCE)]
    appoint_many(entries=[*of_branches, *upper_posts(rosters, organizations, SINCE)], by=by)
    having = [body for body in organizations if body.kind in ("district", "street", "unit")]
    open_offices(entries=[OfficeEntry(organizations[body], f"{body.short}党建办", SINCE) for body in having], by=by)
    signing_in = list(officers(rosters, root))
    open_many(entries=list(accounts(signing_in, [rosters[0].people[-1]])), by=by)
    give_many(entries=list(grants(signing_in, organizations, SINCE)), by=by)
