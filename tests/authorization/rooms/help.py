"""Help, guides and tours."""

from typing import Any

from tests.authorization.matrix import rows


def post(_world: Any, _at: Any) -> dict[str, str]:
    """The secretary's tour and guide."""
    return {"code": "secretary"}


rows("public", "help:index")
rows("public", "help:guide", "help:tour", keys=post, over="whole")
rows("public", "help:topic", keys=lambda _world, _at: {"code": "today"}, over="whole")
rows("signed-in", "help:institution", keys=lambda _world, _at: {"code": "L05"}, over="whole")
rows("signed-in", "help:beginning", "help:ending", keys=post, over="whole")
