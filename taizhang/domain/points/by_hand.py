"""What no record can bring: the clauses of a pack under which an office enters a bonus or a veto, with a reason."""

from datetime import date

from taizhang.domain.duties.packfile import PackFile
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.points.books import Holder
from taizhang.kernel.points import Kind, Rule

SOURCE_KIND = "hand"
KINDS = (Kind.BONUS, Kind.VETO)


def clauses(on: date, holder: Holder) -> tuple[Rule, ...]:
    """The clauses of the pack of a day that stand by themselves: no gathering brings them."""
    pack = find_pack(on)
    if pack is None:
        return ()
    scheme = pack.organization_scheme if holder is Holder.ORGANIZATION else pack.member_scheme
    brought = _brought(pack, holder)
    found = [rule for rule in scheme.book.rules if rule.kind in KINDS and rule.code not in brought]
    return tuple(sorted(found, key=lambda rule: (KINDS.index(rule.kind), rule.code)))


def _brought(pack: PackFile, holder: Holder) -> set[str]:
    """The codes of the clauses that some institution brings."""
    points = [rule.points for rule in pack.institutions]
    rules = [each.organization if holder is Holder.ORGANIZATION else each.member for each in points]
    return {rule.code for rule in rules if rule is not None}
