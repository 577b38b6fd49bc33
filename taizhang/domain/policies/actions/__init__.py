"""What can be done to switches."""

from taizhang.domain.policies.actions.switching import WarrantEntry, turn_off, turn_on

__all__ = ["WarrantEntry", "turn_off", "turn_on"]
