"""Schemes: read by whoever sees scores, worked on and published by the district office; a draft is its owner's."""

from typing import Any

from taizhang.kernel.ids import uuid7
from tests.authorization.matrix import rows
from tests.authorization.world import World
from tests.factories.assessments import scheme_draft
from tests.factories.schemes import published


def version(world: World, at: Any) -> dict[str, Any]:
    """The default scheme of a quarter."""
    world.once("scheme", world.places["first"], published)
    return {"code": "quarter", "version": 1}


def draft(world: World, at: Any) -> dict[str, Any]:
    """A draft of somebody else."""
    return {"key": world.once("scheme_draft", at, lambda: scheme_draft(world.member(at))).pk}


def begun(_at: Any) -> dict[str, Any]:
    """What begins a draft; publishing the same again changes nothing."""
    return {"code": published().code, "version": 1}


def nobodys(_world: World, _at: Any) -> dict[str, Any]:
    """A draft that does not exist."""
    return {"key": uuid7()}


rows("scores.view", "schemes:list")
rows("scores.view", "schemes:version", keys=version, over="whole")
rows("scores.view", "schemes:comparison", keys=version, query="?with=quarter.1", over="whole")
rows("schemes.publish", "schemes:drafts", body=begun, over="whole")
rows("nobody", "schemes:draft", "schemes:effect", "schemes:draft_file", "schemes:removal", keys=draft)
rows("nobody", "schemes:what_if", "schemes:publication", keys=draft)
rows("nobody", "schemes:restoration", keys=nobodys)
rows("nobody", "schemes:two_trees", keys=lambda world, at: {**draft(world, at), "code": at.code})
