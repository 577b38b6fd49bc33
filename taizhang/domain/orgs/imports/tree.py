"""What a list of divisions would do to the tree: which organisations it founds, which it renames."""

from dataclasses import dataclass, field
from datetime import date

from taizhang.domain.orgs.imports import misplaced
from taizhang.domain.orgs.imports.divisions import Division
from taizhang.domain.orgs.imports.faults import Where
from taizhang.domain.orgs.imports.listing import Line, Listing
from taizhang.domain.orgs.imports.misplaced import Misplaced
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Placement


@dataclass(slots=True)
class Renaming:
    """An organisation that exists and is called otherwise."""

    row: Line
    place: Placement
    to: Division


@dataclass(slots=True)
class Founding:
    """An organisation that does not exist yet, with the code of the one above; none for the top."""

    row: Line
    to: Division
    parent: str


@dataclass(slots=True)
class TreePlan:
    """What a list of divisions would do."""

    listing: Listing
    added: list[Founding] = field(default_factory=list)
    changed: list[Renaming] = field(default_factory=list)
    unchanged: list[Line] = field(default_factory=list)


def plan(listing: Listing, where: Where, today: date) -> TreePlan:
    """Compare a list with the tree as of a day; one query. Faults are added to the list."""
    planner = _Planner(listing, where, today)
    for row in planner.in_order():
        if row.faulty:
            continue
        try:
            planner.place(row)
        except Misplaced as unfit:
            listing.refuse(row, unfit.key, unfit.refusal)
    return planner.planned


class _Planner:
    """One reading of a list against the tree."""

    def __init__(self, listing: Listing, where: Where, today: date) -> None:
        self.planned, self.where, self.today = TreePlan(listing), where, today
        self.rows = {row.code: row for row in listing.rows}
        self.named = listing.named()
        codes = {*self.rows, *(row.parent for row in listing.rows)}
        rows = Placement.objects.filter(organization__code__in=codes).select_related("organization", "parent")
        self.places: dict[str, Placement] = {row.organization.code: row for row in rows.order_by("starts_on")}
        self.top = Placement.objects.filter(parent__isnull=True, ends_on__isnull=True).first()
        self.allowed: set[str] = set()  # founded by this file below a place within reach

    def in_order(self) -> list[Line]:
        """The rows, those above before those below; a row that leads back to itself is refused on the way."""
        depths: dict[str, int] = {}
        for row in self.rows.values():
            chain = [row.code]
            while chain[-1] in self.rows and (above := self.rows[chain[-1]].parent) not in chain:
                chain.append(above)
            if chain[-1] in self.rows and not row.faulty:
                self.planned.listing.refuse(row, "parent_code", misplaced.cycle())
            depths[row.code] = len(chain)
        return sorted(self.planned.listing.rows, key=lambda row: depths.get(row.code, 0))

    def place(self, row: Line) -> None:
        """Put a row where it belongs: added, changed or unchanged."""
        to = self.named[row.code]
        place = self.places.get(row.code)
        if place is None:
            self._found(row, to)
            return
        self._refuse_other(row, place, to)
        if (place.name, place.short_name) == (to.name, to.short_name):
            self.planned.unchanged.append(row)
        else:
            self.planned.changed.append(Renaming(row, place, to))

    def _found(self, row: Line, to: Division) -> None:
        if to.kind is Kind.DISTRICT:
            self._refuse_top(row)
            self.planned.added.append(Founding(row, to, ""))
        else:
            self._check_above(row, to)
            self.planned.added.append(Founding(row, to, row.parent))
        self.allowed.add(row.code)

    def _refuse_top(self, row: Line) -> None:
        if self.top is not None or not self.where.covers("/"):
            raise misplaced.second_top()

    def _check_above(self, row: Line, to: Division) -> None:
        """The row above must be founded by this file, or stand within reach, and be of a kind that fits."""
        above = self.rows.get(row.parent)
        if above is not None and above.kind is not None and above.code in self.allowed:
            kind, founded = above.kind, above.founded_on or self.today
        elif above is not None and above.faulty:
            raise misplaced.above_refused(above.number)
        else:
            kind, founded = self._standing(row.parent)
        if kind not in FORMS[to.kind].under:
            raise misplaced.wrong_kind(to.kind, kind)
        if founded > (row.founded_on or self.today):
            raise misplaced.too_early(founded)

    def _standing(self, code: str) -> tuple[Kind, date]:
        """The kind and the founding of the organisation above, which stands and will stand."""
        place = self.places.get(code)
        if place is None or place.ends_on is not None or not self.where.covers(place.path):
            raise misplaced.unknown("parent_code", code)
        return Kind(place.kind), place.organization.founded_on

    def _refuse_other(self, row: Line, place: Placement, to: Division) -> None:
        """Refuse a code that belongs to something else, or that stands elsewhere or no longer."""
        if not self.where.covers(place.path):
            raise misplaced.unknown("code", row.code)
        if place.ends_on is not None or place.starts_on > self.today:
            raise misplaced.not_now(place)
        if place.kind != to.kind:
            raise misplaced.other_kind(place)
        if place.parent is not None and place.parent.code != row.parent:
            raise misplaced.elsewhere(place)
