"""How often something is owed: a Rhythm read from a pack yields the occurrences of a period and explains itself."""

from taizhang.kernel.recurrence.every import Every, WorkdayRule
from taizhang.kernel.recurrence.occurrence import Occurrence, Offsets
from taizhang.kernel.recurrence.rhythm import Rhythm

__all__ = ["Every", "Occurrence", "Offsets", "Rhythm", "WorkdayRule"]
