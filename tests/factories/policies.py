"""Switches turned on through their own action."""

from datetime import timedelta

from taizhang.domain.audit.actor import Actor
from taizhang.domain.policies.actions import WarrantEntry, turn_on
from taizhang.domain.policies.models import Warrant
from taizhang.domain.policies.switches import Switch
from tests.factories import orgs


def entry(by: Actor = orgs.SEED, **changes) -> WarrantEntry:
    """A document for thirty days from the day of an actor."""
    values = {
        "number": "二七办〔2018〕12号",
        "title": "关于开展试点工作的通知",
        "issuer": "中共郑州市二七区委办公室",
        "starts_on": by.on,
        "ends_on": by.on + timedelta(days=30),
        "because": "上级部署的试点",
    }
    return WarrantEntry(**{**values, **changes})


def warrant(switch: Switch = Switch.RANKING, by: Actor = orgs.SEED, **changes) -> Warrant:
    """A switch that is on."""
    return turn_on(switch=switch, warrant=entry(by, **changes), by=by)
