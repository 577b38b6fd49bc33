"""What a calendar program is told: as little as it takes to be somewhere on time."""

from taizhang.domain.feeds.entries.entry import Entry
from taizhang.domain.feeds.entries.gathering import entries_of

__all__ = ["Entry", "entries_of"]
