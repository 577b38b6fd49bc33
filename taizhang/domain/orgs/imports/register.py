"""The people of the register whom a roster names, with their memberships; a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models.expressions import RawSQL

from taizhang.domain.orgs.models import Membership, Person

FIELDS = (
    *("id", "id_index", "name", "sex", "ethnicity", "born_on", "education", "job", "joined_on", "confirmed_on"),
    *("registration", "lost_contact_on", "floating_since", "floating_to", "phone_index", "address"),
)


@dataclass(slots=True)
class Known:
    """A person of the register: the columns that a roster can change, and every membership in its order."""

    columns: dict[str, Any]
    memberships: list[Membership] = field(default_factory=list)

    def membership(self, today: date) -> Membership | None:
        """The membership of the day."""
        return next((row for row in self.memberships if row.holds(today)), None)

    @property
    def last(self) -> Membership | None:
        """The membership that is or was the last."""
        return self.memberships[-1] if self.memberships else None


def known(indexes: Sequence[str], *, lock: bool) -> dict[str, Known]:
    """People by the blind index of their identity number; two queries, the rows locked when they are to be changed."""
    sought = RawSQL("SELECT unnest(%s::text[])", [list(indexes)])  # one parameter, however many people
    rows = Person.objects.filter(id_index__in=sought).order_by("pk")
    people = {row["id_index"]: Known(row) for row in (rows.select_for_update() if lock else rows).values(*FIELDS)}
    by_id = {each.columns["id"]: each for each in people.values()}
    theirs = RawSQL("SELECT unnest(%s::uuid[])", [list(by_id)])
    memberships: Iterable[Membership] = Membership.objects.filter(person__in=theirs).order_by("starts_on")
    for membership in memberships:
        by_id[membership.person_id].memberships.append(membership)
    return people
