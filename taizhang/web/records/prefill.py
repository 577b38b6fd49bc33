"""What the form says before anything is typed: the day, the hours, the place and the chair that are most likely."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packfile import PackFile
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.chairs import usual_chair
from taizhang.domain.records.models import Activity


def prefilled(
    place: Placement, pack: PackFile | None, owed: Sequence[Duty], wanted: Duty | None, on: date
) -> dict[str, list[Any]]:
    """The values of a form not yet touched; `wanted` is the duty from which the recorder came."""
    day = _day(pack, [wanted] if wanted else owed, on)
    last = _last(place.organization_id)
    values: dict[str, list[Any]] = {
        "held_on": [day.isoformat()],
        "starts_at": [f"{last['starts_at']:%H:%M}" if last.get("starts_at") else ""],
        "ends_at": [f"{last['ends_at']:%H:%M}" if last.get("ends_at") else ""],
        "place": [last.get("place") or place.organization.meeting_place],
        "chair": [usual_chair(place.organization_id, day) or ""],
    }
    if wanted is not None:
        values["institutions"] = [wanted.institution] if wanted.standard_id else []
        values["duties"] = [wanted.pk] if not wanted.standard_id or wanted.grace_until < day else []
    return values


def _day(pack: PackFile | None, duties: Sequence[Duty], on: date) -> date:
    """The fixed activity day when it is of this month and not to come, else today."""
    fixed = {rule.code for rule in pack.institutions if rule.rhythm.on_day} if pack else set()
    days = (duty.due_on for duty in duties if duty.institution in fixed)
    return next((day for day in days if (day.year, day.month) == (on.year, on.month) and day <= on), on)


def _last(organization_id: UUID) -> dict[str, Any]:
    """The hours and place of the last gathering that has some."""
    held = Activity.objects.filter(organization_id=organization_id).order_by("-held_on", "-id")
    return held.values("starts_at", "ends_at", "place").first() or {}
