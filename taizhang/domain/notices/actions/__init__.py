"""What may be done with notices."""

from taizhang.domain.notices.about import About
from taizhang.domain.notices.actions.tell import Telling, tell, tell_many, untell

__all__ = ["About", "Telling", "tell", "tell_many", "untell"]
