"""Why a division cannot stand where its row puts it."""

from datetime import date

from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused, _


class Misplaced(Exception):
    """A cell of a row that the tree contradicts."""

    def __init__(self, key: str, refusal: Refused) -> None:
        super().__init__(key, refusal)
        self.key, self.refusal = key, refusal


def cycle() -> Refused:
    """A division above itself."""
    return Refused(
        _("Going up from parent to parent leads back to this division."),
        _("Correct the code of the division above it."),
        code="imports.cycle",
    )


def second_top() -> Misplaced:
    """A district where there already is one, or where the asker's reach does not go."""
    refusal = Refused(
        _("There already is a district at the top of this tree, or it is not yours to found."),
        _("Import only the divisions of the district, or use an installation of its own."),
        code="imports.second-top",
    )
    return Misplaced("code", refusal)


def unknown(key: str, code: str) -> Misplaced:
    """A code that is neither in the file nor within reach."""
    refusal = Refused(
        _("There is no organisation with the code {organization} in this file or within your reach."),
        _("Add its row, or correct the code."),
        code="imports.unknown-parent",
        organization=code,
    )
    return Misplaced(key, refusal)


def above_refused(number: int) -> Misplaced:
    """A division whose parent's row is refused."""
    refusal = Refused(
        _("The division above it, in row {number}, is refused itself."),
        _("Correct that row first."),
        code="imports.parent-refused",
        number=number,
    )
    return Misplaced("parent_code", refusal)


def wrong_kind(kind: Kind, above: Kind) -> Misplaced:
    """A level under which this one does not stand."""
    refusal = Refused(
        _("{kind} cannot stand under this: {above}."),
        _("It stands under: {possible}."),
        code="imports.kind-under",
        kind=str(kind.label),
        above=str(above.label),
        possible=[str(each.label) for each in FORMS[kind].under],
    )
    return Misplaced("parent_code", refusal)


def too_early(founded: date) -> Misplaced:
    """A division founded before the one above it."""
    refusal = Refused(
        _("The division above it was founded on {founded}, later than this one."),
        _("Choose a day from then on, or correct the other day."),
        code="imports.parent-younger",
        founded=founded,
    )
    return Misplaced("code", refusal)


def not_now(place: Placement) -> Misplaced:
    """An organisation that does not stand on the day of the import."""
    refusal = Refused(
        _("{name} has this code and does not stand today, or closes or changes on a day that is already known."),
        _("Remove the row, or change the organisation on its own page."),
        code="imports.not-standing",
        name=place.name,
    )
    return Misplaced("code", refusal)


def other_kind(place: Placement) -> Misplaced:
    """An organisation of another kind with the same code."""
    refusal = Refused(
        _("This code belongs to {name}, which is: {kind}."),
        _("Correct the code or the level."),
        code="imports.other-kind",
        name=place.name,
        kind=str(Kind(place.kind).label),
    )
    return Misplaced("level", refusal)


def elsewhere(place: Placement) -> Misplaced:
    """An organisation that stands under another one; a list never moves it."""
    refusal = Refused(
        _("{name} stands under another organisation, with the code {parent}."),
        _("Move it on its own page, where the day and the reason are asked, or correct this cell."),
        code="imports.stands-elsewhere",
        name=place.name,
        parent=place.parent.code if place.parent else "",
    )
    return Misplaced("parent_code", refusal)
