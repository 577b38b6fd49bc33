"""What may be done with notices."""

from taizhang.domain.notices.about import About
from taizhang.domain.notices.actions.tell import tell

__all__ = ["About", "tell"]
