"""The latest records: which institution, whose, on which day. No title and no person: titles name people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.packs import PackRules
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.models import Activity
from taizhang.web.kit.page import PageRequest, within

MOST = 4


@dataclass(frozen=True, slots=True)
class Latest:
    """A gathering that was handed in."""

    what: str
    organization: str
    held_on: date
    url: str


def latest(request: PageRequest, place: Placement, rules: PackRules) -> list[Latest]:
    """Those handed in last at or below a place, as known on the day; one query."""
    rows: Any = within(request, Activity.objects.standing().known_on(request.on), Permission.RECORDS_VIEW)
    names = {rule.code: rule.short.words(request.lang) for rule in rules.institutions}
    found = rows.under(place.path).order_by("-held_on", "-recorded_at", "-id")[:MOST]
    return [_line(each, names) for each in found]


def _line(activity: Any, names: Mapping[str, str]) -> Latest:
    what = " · ".join(names.get(code, code) for code in activity.institutions)
    return Latest(what, activity.org_name, activity.held_on, f"/records/{activity.pk}/")
