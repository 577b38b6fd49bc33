"""The demo's district, settled and recording: 23,000 fictional members in more than 900 branches."""

from random import Random

from seeds.bodies import district
from seeds.demo import BEFORE, SEED, owed, planned
from seeds.life import Life, offices
from seeds.roster import Roster
from seeds.settled import found, people, posts, rules


def settle() -> list[Roster]:
    """Rules, organisations, people and posts, as in the demo, before anything is owed."""
    random = Random(SEED)
    rules(BEFORE)
    root = district(random)
    organizations = found(root, BEFORE)
    rosters = people(root, organizations, random, BEFORE)
    posts(rosters, organizations, root, BEFORE)
    return rosters


def recorded(rosters: list[Roster], months: int) -> Life:
    """The first months with their duties issued and their gatherings handed in; all of these wait for review."""
    random = Random(SEED)
    branches, gatherings = planned(rosters, random)
    life = Life(branches, offices(rosters, BEFORE.at), random)
    for month in range(1, months + 1):
        owed(month)
        life.record([each for each in gatherings if each.recorded_at.month == month])
    return life
