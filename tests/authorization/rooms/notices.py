"""Notices, circulars, the digest, channels."""

from typing import Any

from taizhang.domain.orgs.models import Organization
from tests.authorization.matrix import rows
from tests.authorization.world import World
from tests.factories import notices


def notice(world: World, at: Organization) -> dict[str, Any]:
    """A line in the inbox of somebody of the place."""
    return {"key": world.once("notice", at, lambda: notices.notice(world.member(at))).pk}


def circular(world: World, at: Organization) -> dict[str, Any]:
    """A circular that an organisation issued."""
    return {"key": world.once("circular", at, lambda: notices.circular(at)).pk}


rows("signed-in", "notices:inbox", "notices:kinds", "notices:reading", "notices:unreading")
rows("nobody", "notices:notice", keys=notice)  # of another person

rows("notices.send", "notices:circulars", "notices:circular_new")
rows("orgs.view", "notices:circular", keys=circular)
rows("notices.send", "notices:withdrawal", "notices:recall", keys=circular, body=lambda _at: {"because": "有误"})


def connector(world: World, at: Organization) -> dict[str, Any]:
    """A channel of messages."""
    return {"key": world.once("connector", at, notices.connector).pk}


rows("signed-in", "notices:digest", "notices:contact")
rows("connectors.set", "notices:connectors", "notices:connector_new")
rows("connectors.set", "notices:connector_trial", keys=connector, over="whole", body=lambda _at: {"to": "x"})
rows("connectors.set", "notices:connector_closure", "notices:connector_opening", keys=connector, over="whole")
