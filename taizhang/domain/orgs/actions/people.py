"""Everything that can be done to people of the register, under one name."""

from taizhang.domain.orgs.actions.amending import amend, reveal
from taizhang.domain.orgs.actions.belonging import confirm, leave, people_named, transfer
from taizhang.domain.orgs.actions.entries import PersonEntry
from taizhang.domain.orgs.actions.exempting import exempt, lift_exemption
from taizhang.domain.orgs.actions.registering import register, register_many

__all__ = [
    "PersonEntry",
    "amend",
    "confirm",
    "exempt",
    "leave",
    "lift_exemption",
    "people_named",
    "register",
    "register_many",
    "reveal",
    "transfer",
]
