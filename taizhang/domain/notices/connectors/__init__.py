"""Channels out of the house, behind one interface."""

from taizhang.domain.notices.connectors.door import Connects, Message, Receipt
from taizhang.domain.notices.connectors.opening import opened

__all__ = ["Connects", "Message", "Receipt", "opened"]
