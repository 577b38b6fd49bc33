"""Changing: what would change my grade – the least set of things still possible that lifts it, with their points."""

from taizhang.kernel.scoring.changing.items import Gain, Gained, OpenItem, duty
from taizhang.kernel.scoring.changing.ways import Lift, Way, ways

__all__ = ["Gain", "Gained", "Lift", "OpenItem", "Way", "duty", "ways"]
