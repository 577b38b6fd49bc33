"""What a roster would do to the register: whom it adds, what it changes, which rows it is refused for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from taizhang.domain.orgs.imports.branches import Branches
from taizhang.domain.orgs.imports.crossing import order
from taizhang.domain.orgs.imports.faults import Where
from taizhang.domain.orgs.imports.register import Known, known
from taizhang.domain.orgs.imports.rows import Roster, Row
from taizhang.domain.orgs.models import Membership
from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.models.person import Sex
from taizhang.domain.orgs.secrets import blind_index, reveal
from taizhang.kernel.errors import Refused, _

SAME = ("name", "ethnicity", "education", "job", "joined_on", "confirmed_on", "registration", "lost_contact_on")


@dataclass(slots=True)
class Newcomer:
    """A person whom the register does not know yet."""

    row: Row
    branch: UUID


@dataclass(slots=True)
class Change:
    """What a row changes of a person: columns, and the membership when it begins again or becomes a formal one."""

    row: Row
    person_id: UUID
    branch: UUID
    columns: dict[str, Any]
    joins: bool = False
    confirms: Membership | None = None


@dataclass(slots=True)
class RosterPlan:
    """What a roster would do."""

    roster: Roster
    branches: Branches
    added: list[Newcomer] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: list[Row] = field(default_factory=list)


class Unfit(Exception):
    """An item of a row that the register contradicts."""

    def __init__(self, key: str, refusal: Refused) -> None:
        super().__init__(key, refusal)
        self.key, self.refusal = key, refusal


def plan(roster: Roster, where: Where, today: date, *, lock: bool = False) -> RosterPlan:
    """Compare a roster with the register as of a day, in a fixed number of queries; faults are added to it."""
    planned = RosterPlan(roster, Branches(today, where))
    sound = [row for row in roster.rows if not row.faulty]
    for row in sound:
        row.index = blind_index(row.said["id_number"].number)
    people = known([row.index for row in sound], lock=lock)
    for row in roster.rows:
        try:
            branch = _branch(planned.branches, row, today)  # of faulty rows too: all that is wrong is told at once
            if branch is not None and not row.faulty:
                _place(planned, row, branch, people.get(row.index), today)
        except Unfit as unfit:
            roster.refuse(row, unfit.key, unfit.refusal)
    return planned


def _branch(branches: Branches, row: Row, today: date) -> UUID | None:
    """The branch that a row names, if it names any."""
    key = "branch_code" if row.said.get("branch_code") else "branch"
    if not row.said.get(key):
        return None
    try:
        return branches.named(row.said, today)
    except Refused as refusal:
        raise Unfit(key, refusal) from None


def _place(planned: RosterPlan, row: Row, branch: UUID, person: Known | None, today: date) -> None:
    """Put a row where it belongs: added, changed or unchanged."""
    if person is None:
        _require_standing(row)
        planned.added.append(Newcomer(row, branch))
        return
    change = Change(row, person.columns["id"], branch, dict(_differences(row, person.columns, today)))
    _membership(change, person, today)
    for key, disorder in order({**person.columns, **change.columns}):
        raise Unfit(key, disorder)
    if change.columns or change.joins or change.confirms:
        planned.changed.append(change)
    else:
        planned.unchanged.append(row)


def _require_standing(row: Row) -> None:
    if row.standing is None:
        raise Unfit(
            "standing",
            Refused(
                _("It is not said whether this new member is a formal or a probationary one."),
                _("Write 正式党员 or 预备党员."),
                code="imports.no-standing",
            ),
        )


def _membership(change: Change, person: Known, today: date) -> None:
    """What becomes of the membership; refused when the person belongs elsewhere, or a later change is known."""
    row, current, last = change.row, person.membership(today), person.last
    since = row.said.get("starts_on", today)
    if current is None:
        if last is not None and (last.ends_on is None or last.ends_on >= since):
            raise Unfit("starts_on", _later())
        _require_standing(row)
        change.joins = True
        return
    if current.organization_id != change.branch:
        raise Unfit("branch_code" if row.said.get("branch_code") else "branch", _elsewhere())
    if row.standing in (None, current.standing):
        return
    if row.standing is Standing.PROBATIONARY:
        raise Unfit("standing", _formal_already())
    if current is not last:
        raise Unfit("standing", _later())
    if "confirmed_on" not in row.said:
        raise Unfit("confirmed_on", _no_confirmation())
    change.confirms = current


def _differences(row: Row, columns: Mapping[str, Any], today: date) -> Iterator[tuple[str, Any]]:
    """The columns that the row says differently; protected ones in clear."""
    said, number = row.said, row.said["id_number"]
    told = {key: said[key] for key in SAME if key in said}
    told |= {"born_on": number.born_on, "sex": Sex(int(number.sex))}
    told |= _whereabouts(said, columns, today)
    yield from ((key, value) for key, value in told.items() if columns[key] != value)
    if row.phone and blind_index(row.phone) != columns["phone_index"]:
        yield "phone", row.phone
    if "address" in said and reveal(columns["address"]) != said["address"]:
        yield "address", said["address"]


def _whereabouts(said: Mapping[str, Any], columns: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Lost contact and floating, which end with a no."""
    told: dict[str, Any] = {"lost_contact_on": None} if said.get("lost") is False else {}
    if said.get("floating") is False:
        return told | {"floating_since": None, "floating_to": ""}
    if said.get("floating") or "floating_to" in said or "floating_since" in said:
        told["floating_since"] = said.get("floating_since") or columns.get("floating_since") or today
        told["floating_to"] = said.get("floating_to") or columns.get("floating_to", "")
    return told


def whereabouts(said: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The same for somebody of whom nothing was known."""
    nothing = {"floating_since": None, "floating_to": "", "lost_contact_on": said.get("lost_contact_on")}
    return nothing | _whereabouts(said, {}, today)


def _elsewhere() -> Refused:
    """It does not say where, for that may not be the asker's business."""
    return Refused(
        _("This person already belongs to another branch, and nobody belongs to two."),
        _("Remove the row and ask for a transfer of membership on the page of the person."),
        code="imports.belongs-elsewhere",
    )


def _later() -> Refused:
    return Refused(
        _("The membership of this person already changes on that day or later."),
        _("Correct it on the page of the person."),
        code="imports.later-membership",
    )


def _formal_already() -> Refused:
    return Refused(
        _("The register has this person as a formal member."),
        _("Write 正式党员, or have the register corrected on the page of the person."),
        code="imports.formal-already",
    )


def _no_confirmation() -> Refused:
    return Refused(
        _("The register has this person as a probationary member; the day of confirmation is missing."),
        _("Enter the day of confirmation, or write 预备党员."),
        code="imports.no-confirmation",
    )
