"""Switching and telling those concerned, as one act."""

from uuid import UUID

from taizhang.domain.access.policy import holders_below
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actions import action
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.about import About
from taizhang.domain.notices.actions import tell
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.policies.actions import WarrantEntry, turn_off, turn_on
from taizhang.domain.policies.models import Warrant
from taizhang.domain.policies.switches import Switch
from taizhang.kernel import trees
from taizhang.kernel.errors import Word, _


@action
def announce_on(*, switch: Switch, warrant: WarrantEntry, by: Actor) -> Warrant:
    """Turn a switch on and tell everyone who works in the district."""
    made = turn_on(switch=switch, warrant=warrant, by=by)
    _tell(made, _("switched on"), by)
    return made


@action
def announce_off(*, warrant: Warrant, because: str, by: Actor) -> Warrant:
    """Turn a switch off and tell the same people."""
    ended = turn_off(warrant=warrant, because=because, by=by)
    _tell(ended, _("switched off"), by)
    return ended


def _tell(warrant: Warrant, state: str, by: Actor) -> None:
    people: set[UUID] = set()
    for held in holders_below(Permission.POLICIES_VIEW, path=trees.ROOT, on=by.on).values():
        people.update(held)
    tell(
        people=people,
        kind=Kind.POLICY_SWITCHED,
        about=About("warrant", warrant.pk, str(warrant.form.name)),
        link=f"/policies/{warrant.switch}/",
        values={"state": Word(state), "ground": f"{warrant.number}《{warrant.title}》"},
        by=by,
    )
