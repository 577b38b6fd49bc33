"""What may be done with the ledger of points: posting, and reversing. Nothing is ever changed."""

from taizhang.domain.points.actions.post import post
from taizhang.domain.points.actions.reverse import reverse, reverse_source

__all__ = ["post", "reverse", "reverse_source"]
