"""Saved filters, and what is done to many rows at once."""

from typing import Any

from taizhang.domain.orgs.models import Organization
from taizhang.domain.preferences.actions import link
from taizhang.domain.preferences.models import SavedFilter
from tests.authorization.matrix import rows
from tests.authorization.world import World
from tests.factories import access, preferences


def kept(world: World, at: Organization) -> SavedFilter:
    """A filter of somebody of the place, shared by a link."""

    def make() -> SavedFilter:
        account = access.account(world.member(at))
        saved = preferences.saved_filter(account, query="show=all", address="/me/filters/")
        return link(saved=saved, wanted=True, by=access.actor(account))

    found: SavedFilter = world.once("saved filter", at, make)
    return found


def key(world: World, at: Organization) -> dict[str, Any]:
    """Its identifier."""
    return {"key": kept(world, at).pk}


OWN = ("name", "opening", "removal", "restoration", "sharing", "linking")

rows("signed-in", "filters:filters")
rows("signed-in", "filters:shared", keys=lambda world, at: {"token": kept(world, at).token})
rows("nobody", *(f"filters:{verb}" for verb in OWN), keys=key)  # of another person

rows("duties.waive", "duties:waivers")
rows("nobody", "duties:withdrawals", keys=lambda _world, _at: {"number": 1})  # of another's waivers
