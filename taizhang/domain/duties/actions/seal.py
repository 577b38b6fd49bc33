"""Sealing what was due in a time below an office, and lifting that; the act that locks or unlocks leaves the note."""

from collections.abc import Iterable
from uuid import UUID

from taizhang.domain.audit.actions import action
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.locks import Lock, wait_for
from taizhang.domain.duties.models import Seal
from taizhang.domain.orgs.kinds import Category
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.periods import Period


@action
def seal(
    *,
    office: Organization,
    period: Period,
    label: str,
    source_id: UUID,
    categories: Iterable[str] = tuple(Category),
    by: Actor,
) -> Seal:
    """Seal what was due in a period below an office, of organisations of these categories."""
    wait_for(Lock.SEALS)  # for whoever is taking back what would be sealed
    return Seal.objects.create(
        organization=office,
        categories="".join(sorted(categories)),
        first_on=period.first,
        last_on=period.last,
        label=label[:120],
        source_id=source_id,
        at=by.at,
        by_name=by.name,
    )


@action
def lift(*, source_id: UUID, by: Actor) -> int:
    """Lift the seal of whose results are unlocked; answers how many there were."""
    return Seal.objects.standing().filter(source_id=source_id).update(lifted_at=by.at)
