"""Whether the audit trail is whole: every row read once, in order, and its hash made again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from taizhang.domain.audit.chain import Break, first_break
from taizhang.domain.audit.models import AuditEntry

CHUNK = 2000  # rows held in memory at a time


@dataclass(frozen=True, slots=True)
class Verified:
    """How many rows were read, and the first broken one, if any."""

    count: int
    broken: Break | None

    @property
    def ok(self) -> bool:
        """Whether the chain holds."""
        return self.broken is None


def verify() -> Verified:
    """Walk the chain from its first row; stops at the first row that does not hold."""
    rows = _Counted(AuditEntry.objects.order_by("number").iterator(chunk_size=CHUNK))
    broken = first_break(rows)
    return Verified(rows.count, broken)


@dataclass
class _Counted:
    """Rows that are counted while they pass."""

    rows: Iterable[AuditEntry]
    count: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[AuditEntry]:
        for row in self.rows:
            self.count += 1
            yield row
