"""The roll: who was entitled, who counts and who votes at a gathering, as of its day, and why somebody does not."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from taizhang.domain.duties.packfile import PackFile
from taizhang.domain.duties.packs import pack_in_force
from taizhang.domain.records.lines import Line, Roll
from taizhang.domain.records.rosters import Rosters

__all__ = ["Line", "Roll", "of_committee", "roll"]

OF_THE_COMMITTEE = frozenset({"committee", "leaders"})  # attendees for whom the roll is the committee


def of_committee(pack: PackFile, institutions: Iterable[str]) -> bool:
    """Whether everything the gathering was is a matter of the committee alone."""
    return {pack.institution(code).attendees for code in institutions} <= OF_THE_COMMITTEE


def roll(organization_id: UUID, institutions: Collection[str], held_on: date) -> Roll:
    """The roll of a gathering of an organisation, as one institution or several, on a day; four queries."""
    rosters = Rosters.load([organization_id], held_on, held_on)
    committee = bool(institutions) and of_committee(pack_in_force(held_on), institutions)
    return rosters.roll(organization_id, held_on, committee=committee)
