"""What may be done with the ledger of points: posting, entering, deducting, reversing. Nothing is ever changed."""

from taizhang.domain.points.actions.enter import HandEntry, enter
from taizhang.domain.points.actions.misses import post_misses
from taizhang.domain.points.actions.post import post
from taizhang.domain.points.actions.reverse import reverse, reverse_source

__all__ = ["HandEntry", "enter", "post", "post_misses", "reverse", "reverse_source"]
