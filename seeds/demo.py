"""Builds the demo district: the tree, its people, five months of organisational life, all through actions."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import connection

from seeds import assessments, burden, cases, notices, reviewing, visits
from seeds.bodies import district
from seeds.halves import halves, side_by_side
from seeds.life import LAST_REVIEW, Life, offices
from seeds.plan import ZONE, Gathering, Group, branch_of, plan
from seeds.roster import Roster
from seeds.settled import TODAY, found, people, posts, rules
from taizhang.domain.audit.actor import Actor, Channel
from taizhang.domain.duties.actions.issue import issue
from taizhang.kernel.periods import Period

__all__ = ["TODAY", "load"]

SEED = 20180531
BEFORE = Actor("台账", datetime.combine(date(2017, 12, 20), time(9), ZONE), None, Channel.SEED)
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
    random, by = Random(SEED), BEFORE
    yield 0.0, "规则与日历"
    rules(by)
    yield 0.02, "组织"
    root = district(random)
    organizations = found(root, by)
    yield 0.06, "党员"
    rosters = people(root, organizations, random, by)
    yield 0.22, "职务与账号"
    posts(rosters, organizations, root, by)
    yield 0.27, "应办事项"
    for month in ACTIVITY_DAYS:
        owed(month)
    yield 0.31, "记录与审核"
    yield from side_by_side(*_lives(rosters, random, by.at))
    yield from side_by_side(_judged(), _told())


def _hurry() -> None:
    """Commit without waiting for the disk: a load cut short starts over anyway."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")


def owed(month: int) -> None:
    """The duties of a month, issued on its first day."""
    first = date(2018, month, 1)
    at = datetime.combine(first, time(0, 10), ZONE)
    issue(period=Period.parse(f"2018-M{month:02d}"), on=first, by=BEFORE.later(at))


def planned(rosters: Sequence[Roster], random: Random) -> tuple[dict[Group, Roster], list[Gathering]]:
    """What every branch held in the months."""
    branches: dict[Group, Roster] = {}
    for index, roster in enumerate(rosters):
        leads = roster.body.code.endswith("-01") and roster.body.code.startswith("410103U")
        group = branch_of(index, len(roster.people), roster.body.groups, leads, random)
        branches[group] = roster
    return branches, plan(list(branches), ACTIVITY_DAYS, random)


def _lives(rosters: Sequence[Roster], random: Random, at: datetime) -> tuple[Steps, Steps]:
    """The months of both halves: who records, and who reviews."""
    branches, gatherings = planned(rosters, random)
    reviewers = offices(rosters, at)
    parts = halves(gatherings, key=lambda each: branches[each.branch].body.reviewer)
    lives = [Life(branches, reviewers, Random(random.random())) for _part in parts]
    first, second = (_months(life, part) for life, part in zip(lives, parts, strict=True))
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


def _judged() -> Steps:
    """Visits, the first quarter as it was judged, the review meetings; numpy is loaded here."""
    _hurry()
    yield 0.995, "到访"
    visits.furnish()
    yield 0.996, "季度考核"
    assessments.furnish()
    yield 0.998, "述职评议"
    reviewing.furnish()


def _told() -> Steps:
    """What was asked and answered, circulars, forms; none of it is judged."""
    _hurry()
    yield 0.995, "诉求与抽样"
    cases.furnish()
    yield 0.996, "通知"
    notices.furnish()
    yield 0.998, "报表与减负"
    burden.furnish()
