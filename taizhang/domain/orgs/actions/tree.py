"""Everything that can be done to the tree of organisations, under one name."""

from taizhang.domain.orgs.actions.describing import describe
from taizhang.domain.orgs.actions.ending import close, merge, split
from taizhang.domain.orgs.actions.founding import OrganizationEntry, found, found_many
from taizhang.domain.orgs.actions.moving import move, reclassify, rename

__all__ = [
    "OrganizationEntry",
    "close",
    "describe",
    "found",
    "found_many",
    "merge",
    "move",
    "reclassify",
    "rename",
    "split",
]
