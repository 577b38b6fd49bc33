"""Histories: what was done to an organisation, as its page tells it: who, when, what and why."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from ninja import Schema

from taizhang.domain.access.roles import Permission
from taizhang.web.api.answers import Page, parted
from taizhang.web.api.calls import get
from taizhang.web.history.subjects import about_organization
from taizhang.web.history.words import because, effective
from taizhang.web.kit.page import PageRequest, find_organization
from taizhang.web.orgs.asof import may_over

VIEW = Permission.ORGS_VIEW


class Change(Schema):
    """One act, newest first."""

    number: int
    at: datetime
    by: str
    verb: str
    about: str
    because: str
    holds_from: date | None


@get("organizations/{code}/changes", "organization_history", VIEW, Page[Change])
def changes(request: PageRequest, code: str) -> Page[Change]:
    """What was done to an organisation, its posts, groups and office; and who came and went, if that may be seen."""
    place = find_organization(request, code)
    rows = about_organization(place.organization_id, people=may_over(request, Permission.PEOPLE_VIEW, place))
    if request.on < request.today:
        rows = rows.filter(at__date__lte=request.on)
    return parted(request, rows, ("-number",), _lines)


def _lines(found: Iterable[Any]) -> list[Change]:
    return [
        Change(
            number=entry.number,
            at=entry.at,
            by=entry.actor_name,
            verb=entry.verb,
            about=entry.subject_label,
            because=because(entry),
            holds_from=effective(entry),
        )
        for entry in found
    ]
