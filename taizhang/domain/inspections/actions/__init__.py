"""What is done with plans and visits."""

from taizhang.domain.inspections.actions.plans import draw_up, narrow, widen, withdraw
from taizhang.domain.inspections.actions.visits import VisitEntry, arrange, cancel, restore

__all__ = ["VisitEntry", "arrange", "cancel", "draw_up", "narrow", "restore", "widen", "withdraw"]
