"""Review meetings, their reports and panels; the ballot asks for a code alone."""

from typing import Any

from taizhang.domain.assessments.models import PanelSeat, ReviewMeeting, ReviewReport
from taizhang.domain.orgs.models import Organization
from tests.authorization.matrix import rows
from tests.authorization.world import DAY, MOMENT, World


def meeting(world: World, at: Organization) -> dict[str, Any]:
    """A meeting held by an organisation."""
    return {"key": _meeting(world, at).pk}


def report(world: World, at: Organization) -> dict[str, Any]:
    """What an organisation reports at a meeting of nobody who is asked about."""
    return {"key": _report(world, at).pk}


def heard(world: World, at: Organization) -> dict[str, Any]:
    """What somebody reports at a meeting held by an organisation."""

    def make() -> ReviewReport:
        return ReviewReport.objects.create(meeting=_meeting(world, at), organization=world.places["their_branch"])

    return {"key": world.once("heard", at, make).pk}


def seat(world: World, at: Organization) -> dict[str, Any]:
    """A seat at a meeting held by an organisation."""
    made = world.once(
        "seat", at, lambda: PanelSeat.objects.create(meeting=_meeting(world, at), number=1, who="群众代表")
    )
    return {"key": made.pk}


def _meeting(world: World, at: Organization) -> ReviewMeeting:
    return world.once("review meeting", at, lambda: _called(at, 2018))


def _report(world: World, at: Organization) -> ReviewReport:
    def make() -> ReviewReport:
        return ReviewReport.objects.create(meeting=_called(at, 2017), organization=at)

    return world.once("review report", at, make)


def _called(at: Organization, year: int) -> ReviewMeeting:
    """Another district's meetings stand where none of the cast reaches."""
    return ReviewMeeting.objects.create(organization=at, year=year, held_on=DAY, called_at=MOMENT, called_by_name="某")


rows("public", "reviewing:panel", "reviewing:casting", "reviewing:thanks")
rows("scores.view", "reviewing:meetings")
rows("scores.mark", "reviewing:new_meeting")
rows("scores.view", "reviewing:meeting", "reviewing:results", keys=meeting)
rows("scores.view", "reviewing:report", keys=report)
HELD = ("opening", "closing", "calling_off", "screen", "adding", "seats", "codes")
rows("scores.mark", *(f"reviewing:{name}" for name in HELD), keys=meeting)
rows("scores.mark", "reviewing:seat_removal", keys=seat)
rows("scores.mark", "reviewing:removal", "reviewing:comment", keys=heard)
# One's own report: the street writes that of the street, not those of the branches below it.
rows("scores.object", "reviewing:writing", "reviewing:taking_back", keys=report, never="O:below")
