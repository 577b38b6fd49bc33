"""How long what people were told is kept, and why no longer (PIPL article 19: the shortest time that serves)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.models import Delivery, Digest, Notice, Round
from taizhang.kernel.errors import _


@dataclass(frozen=True, slots=True)
class Term:
    """For how many days something is kept, and why."""

    days: int
    because: str


TERMS: Mapping[str, Term] = {
    "read": Term(90, _("Who has read a line may look it up for a quarter; the noun itself keeps its own history.")),
    "unread": Term(400, _("Who was away for long still finds it; after a year it has lost its meaning.")),
    "deliveries": Term(30, _("Long enough to find out why a message did not arrive.")),
    "digests": Term(60, _("Only to know that this week's digest went out.")),
}


@action
def sweep(*, by: Actor) -> dict[str, int]:
    """Delete what is older than its term; answers how many of each. Running it twice deletes nothing more."""
    old = {name: by.at - timedelta(days=term.days) for name, term in TERMS.items()}
    found: dict[str, QuerySet[Notice] | QuerySet[Delivery] | QuerySet[Digest] | QuerySet[Round]] = {
        "read": Notice.objects.filter(read_at__lt=old["read"]),
        "unread": Notice.objects.unread().filter(at__lt=old["unread"]),
        "deliveries": Delivery.objects.filter(made_at__lt=old["deliveries"]),
        "digests": Digest.objects.filter(at__lt=old["digests"]),
        "rounds": Round.objects.filter(at__lt=old["digests"]),
    }
    gone = {name: rows.count() for name, rows in found.items()}
    for rows in found.values():
        rows.delete()
    if any(gone.values()):
        note(Note("notices.sweep", None, by, details={**gone}))
    return gone
