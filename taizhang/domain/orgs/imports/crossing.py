"""What the cells of a row say together, and rows of a file with one another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.models.person import Sex
from taizhang.kernel.errors import Refused, _

if TYPE_CHECKING:
    from taizhang.domain.orgs.imports.rows import Row

ORDER = ("born_on", "joined_on", "confirmed_on")


def crossed(said: Mapping[str, Any]) -> Iterator[tuple[str, Refused]]:
    """The items of a row that are missing or contradict others, each with its refusal."""
    yield from _missing(said)
    if "id_number" in said:
        yield from _against_identity(said)
    if said.get("standing") is Standing.PROBATIONARY and "confirmed_on" in said:
        yield (
            "confirmed_on",
            Refused(
                _("A probationary member has no day of confirmation yet."),
                _("Leave this cell empty, or write 正式党员."),
                code="imports.probationary-confirmed",
            ),
        )
    born_on = {"born_on": said["id_number"].born_on} if "id_number" in said else {}
    yield from order({**said, **born_on})
    yield from _whereabouts(said)


def identity_twice(rows: "Iterable[Row]") -> "Iterator[tuple[Row, Refused]]":
    """The rows of a file that share an identity number with another row."""
    by_number: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if "id_number" in row.said:
            by_number[row.said["id_number"].number].append(row)
    for same in by_number.values():
        for row in same if len(same) > 1 else ():
            yield (
                row,
                Refused(
                    _("This identity number stands in rows {rows}; nobody stands in a roster twice."),
                    _("Remove or correct all but one of them."),
                    code="imports.id-twice",
                    rows=[str(each.number) for each in same],
                ),
            )


def _missing(said: Mapping[str, Any]) -> Iterator[tuple[str, Refused]]:
    if not said.get("name"):
        yield (
            "name",
            Refused(_("The name is missing."), _("Enter the name as on the identity card."), code="imports.no-name"),
        )
    if "id_number" not in said:
        yield (
            "id_number",
            Refused(
                _("The identity number is missing."),
                _("Enter it: people are recognised by it."),
                code="imports.no-id",
            ),
        )
    if not said.get("branch") and not said.get("branch_code"):
        yield (
            "branch",
            Refused(_("The branch is missing."), _("Enter its full name or its code."), code="imports.no-branch"),
        )


def _against_identity(said: Mapping[str, Any]) -> Iterator[tuple[str, Refused]]:
    number = said["id_number"]
    if said.get("born_on", number.born_on) != number.born_on:
        yield (
            "born_on",
            Refused(
                _("The identity number says {day}."),
                _("Leave this cell empty, or correct the number."),
                code="imports.birthday",
                day=number.born_on,
            ),
        )
    sex = Sex(int(number.sex))
    if said.get("sex", Sex.UNKNOWN) not in (sex, Sex.UNKNOWN, Sex.UNSTATED):
        yield (
            "sex",
            Refused(
                _("The identity number says {sex}."),
                _("Leave this cell empty, or correct the number."),
                code="imports.sex",
                sex=str(sex.label),
            ),
        )


def order(days: Mapping[str, Any]) -> Iterator[tuple[str, Refused]]:
    """Nobody joins before being born, or is confirmed before joining."""
    told = [(key, days[key]) for key in ORDER if days.get(key) is not None]
    for (_earlier, before), (key, day) in pairwise(told):
        if day < before:
            yield (
                key,
                Refused(
                    _("{day} lies before {before}: a member is born, joins, and is confirmed, in this order."),
                    _("Correct the day that is wrong."),
                    code="imports.days-order",
                    day=day,
                    before=before,
                ),
            )


def _whereabouts(said: Mapping[str, Any]) -> Iterator[tuple[str, Refused]]:
    if said.get("lost") and "lost_contact_on" not in said:
        yield (
            "lost_contact_on",
            Refused(_("Since when contact is lost is missing."), _("Enter the day."), code="imports.lost-since"),
        )
    if said.get("lost") is False and "lost_contact_on" in said:
        yield "lost", _contradicts()
    if said.get("floating") is False and ("floating_to" in said or "floating_since" in said):
        yield "floating", _contradicts()


def _contradicts() -> Refused:
    return Refused(
        _("This says no, but another cell of the row says since when or where to."),
        _("Write 是, or empty the other cell."),
        code="imports.contradicts",
    )
