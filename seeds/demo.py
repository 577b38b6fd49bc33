"""Builds the demo district: the tree, its people, five months of organisational life, all through actions."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from django.db import connection

import taizhang
from seeds.bodies import Body, described, district
from seeds.halves import halves, side_by_side
from seeds.life import LAST_REVIEW, Life, offices
from seeds.officers import accounts, grants, officers
from seeds.plan import ZONE, Gathering, Group, branch_of, plan
from seeds.roster import Registrar, Roster, branch_posts, upper_posts
from taizhang.domain.access.actions import give_many, open_many
from taizhang.domain.audit.actor import Actor, Channel
from taizhang.domain.duties.actions.issue import issue
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
from taizhang.kernel.periods import Period

TODAY = date(2018, 5, 31)
FOUNDED = date(2012, 7, 1)
SINCE = date(2017, 7, 1)
PACK = Path(taizhang.__file__).parent / "packs" / "erqi-2018.yaml"
ACTIVITY_DAYS = {
    1: date(2018, 1, 16),
    2: date(2018, 2, 16),
    3: date(2018, 3, 16),
    4: date(2018, 4, 16),
    5: date(2018, 5, 16),
}

Progress = Callable[[float, str], None]
Steps = Iterator[tuple[float, str]]


def load(progress: Progress) -> None:
    """Build everything; progress is told the share done (0 to 1) and what is being done."""
    _hurry()
    for share, what in steps():
        progress(share, what)
    progress(1.0, "完成")


def steps() -> Steps:
    """Build everything, saying before each step what comes."""
    random = Random(20180531)
    by = Actor("台账", datetime.combine(date(2017, 12, 20), time(9), ZONE), None, Channel.SEED)
    yield 0.0, "规则与日历"
    publish(pack_file=load_pack(PACK), by=by)
    seed_calendar(first_year=2017, last_year=2019, by=by)
    yield 0.02, "组织"
    root = district(random)
    organizations = _found(root, by)
    yield 0.06, "党员"
    rosters = _people(root, organizations, random, by)
    yield 0.22, "职务与账号"
    _posts(rosters, organizations, root, by)
    yield 0.27, "应办事项"
    _issue(by)
    yield 0.31, "记录与审核"
    yield from side_by_side(*_prepare(rosters, random, by.at))


def _hurry() -> None:
    """Commit without waiting for the disk: a load cut short starts over anyway."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")


def _found(root: Body, by: Actor) -> dict[Body, Organization]:
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


def _people(root: Body, organizations: dict[Body, Organization], random: Random, by: Actor) -> list[Roster]:
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
    people = iter(register_many(entries=[entry for each in entries for entry in each], by=by, allow_fictional=True))
    exempt = []
    for roster, mine in zip(rosters, entries, strict=True):
        roster.people = [next(people) for _ in mine]
        aged = [person for person in roster.people[5:] if person.born_on and person.born_on.year < 1940]
        old = [person for person in aged if random.random() < 0.4]
        exempt += old
        formal = {e.id for e in mine if e.standing == Standing.FORMAL and e.floating_since is None and e.id}
        roster.voters = formal - {person.pk for person in old}
    exempt_many(people=exempt, ground=Ground.ARTICLE_23, starts_on=SINCE, by=by)
    return rosters


def _posts(rosters: Sequence[Roster], organizations: dict[Body, Organization], root: Body, by: Actor) -> None:
    """Posts, offices, accounts and grants."""
    posts = [post for roster in rosters for post in branch_posts(roster, SINCE)]
    appoint_many(entries=[*posts, *upper_posts(rosters, organizations, SINCE)], by=by)
    having = [body for body in organizations if body.kind in ("district", "street", "unit")]
    open_offices(entries=[OfficeEntry(organizations[body], f"{body.short}党建办", SINCE) for body in having], by=by)
    found = list(officers(rosters, root))
    open_many(entries=list(accounts(found, [rosters[0].people[-1]])), by=by)
    give_many(entries=list(grants(found, organizations, SINCE)), by=by)


def _issue(by: Actor) -> None:
    """The duties of every month, each on its first day."""
    for month in ACTIVITY_DAYS:
        first = date(2018, month, 1)
        at = datetime.combine(first, time(0, 10), ZONE)
        issue(period=Period.parse(f"2018-M{month:02d}"), on=first, by=by.later(at))


def _prepare(rosters: Sequence[Roster], random: Random, at: datetime) -> tuple[Steps, Steps]:
    """The plan of the months, and who records and reviews: the lives of both halves."""
    branches: dict[Group, Roster] = {}
    for index, roster in enumerate(rosters):
        leads = roster.body.code.endswith("-01") and roster.body.code.startswith("410103U")
        group = branch_of(index, len(roster.people), roster.body.groups, leads, random)
        branches[group] = roster
    reviewers = offices(rosters, at)
    planned = halves(plan(list(branches), ACTIVITY_DAYS, random), key=lambda each: branches[each.branch].body.reviewer)
    lives = [Life(branches, reviewers, Random(random.random())) for _half in planned]
    first, second = (_months(life, half) for life, half in zip(lives, planned, strict=True))
    return first, second


def _months(life: Life, gatherings: Sequence[Gathering]) -> Steps:
    """Record and review month by month, as it was learnt."""
    _hurry()
    for month in ACTIVITY_DAYS:
        share = 0.31 + 0.138 * (month - 1)
        yield share, f"{month}月：记录"
        life.record([each for each in gatherings if each.recorded_at.month == month])
        yield share + 0.08, f"{month}月：审核"
        last = Period.parse(f"2018-M{month:02d}").last
        life.review(LAST_REVIEW if month == 5 else last + timedelta(days=3))
