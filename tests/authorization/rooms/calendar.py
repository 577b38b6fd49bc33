"""The calendar, working days and feeds; visits."""

from typing import Any

from taizhang.domain.feeds.models import Feed
from taizhang.domain.feeds.tokens import digest
from taizhang.domain.inspections.models import Plan, Visit, Widening
from taizhang.domain.orgs.models import CalendarChange, Organization
from tests.authorization.matrix import rows
from tests.authorization.nouns import code
from tests.authorization.world import DAY, MOMENT, World

Keys = dict[str, Any]


def feed(world: World, at: Organization) -> Keys:
    """A calendar that shows an organisation, made by somebody of the place."""

    def make() -> Feed:
        of = world.member(at)
        return Feed.objects.create(
            person=of, organization=at, token_hash=at.code, made_at=MOMENT, expires_on=DAY.replace(year=2019)
        )

    return {"key": world.once("feed", at, make).pk}


def secret(world: World, _at: Organization) -> Keys:
    """The address that the secretary made for himself; whoever has it reads."""
    token = "s" * 43

    def make() -> Feed:
        days = {"made_at": MOMENT, "expires_on": DAY.replace(year=2019)}
        return Feed.objects.create(person=world.cast.secretary.person, token_hash=digest(token), **days)

    world.once("secret", world.cast.first, make)
    return {"token": token}


def feed_of_organization(world: World, at: Organization) -> Keys:
    """The same, named within its organisation."""
    return {**code(world, at), **feed(world, at)}


def plan(world: World, at: Organization) -> Keys:
    """What the office of an organisation comes for."""
    return {"key": _plan(world, at).pk}


def widening(world: World, at: Organization) -> Keys:
    """The latest change of a plan."""

    def make() -> Widening:
        return Widening.objects.create(plan=_plan(world, at), subject="三会一课", basis="计划", at=MOMENT)

    return {**plan(world, at), "widening": world.once("widening", at, make).pk}


def visit(world: World, at: Organization) -> Keys:
    """A visit within the plan of an office, to that very organisation."""

    def make() -> Visit:
        values = {"visits_on": DAY, "visitors": "二人", "purpose": "查看", "planned_at": MOMENT}
        return Visit.objects.create(plan=_plan(world, at), organization=at, **values)

    return {"key": world.once("visit", at, make).pk}


def _plan(world: World, at: Organization) -> Plan:
    def make() -> Plan:
        return Plan.objects.create(organization=at, year=2018, subject="三会一课", basis="计划", made_at=MOMENT)

    return world.once("plan", at, make)


def change(world: World, at: Organization) -> Keys:
    """A change of the calendar, which belongs to no organisation."""
    values = {"at": MOMENT, "days": [{"day": "2018-05-01", "before": None, "after": None}]}
    return {"key": world.once("change", at, lambda: CalendarChange.objects.create(**values)).pk}


rows("duties.view", "calendar:month", "calendar:workdays")
rows("calendar.set", "calendar:loading", "calendar:changing")
rows("calendar.set", "calendar:undoing", keys=change, over="whole")
rows("public", "feeds:feed", keys=secret)
rows("signed-in", "feeds:feeds")
rows("nobody", "feeds:renewal", "feeds:revocation", keys=feed)  # of another person
rows("duties.view", "feeds:organization_feeds", keys=code)
rows("orgs.edit", "feeds:organization_revocation", keys=feed_of_organization)
rows("visits.view", "inspections:visits", "inspections:plans")
rows("visits.view", "inspections:plan", keys=plan)
rows("visits.view", "inspections:visit", keys=visit)
rows("visits.plan", "inspections:new_plan")
rows("visits.plan", "inspections:withdrawal", "inspections:widening", "inspections:arranging", keys=plan)
rows("visits.plan", "inspections:undoing", keys=widening)
rows("visits.plan", "inspections:cancellation", "inspections:restoration", keys=visit)
