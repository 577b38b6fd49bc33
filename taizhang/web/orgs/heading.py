"""What stands above every page of one organisation: where it is, what it is, and its tabs."""

from typing import Any

from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.names import ancestors
from taizhang.web.kit.page import PageRequest
from taizhang.web.orgs.asof import address, as_of, may_over, organization_url


def heading(request: PageRequest, place: Placement, current: str) -> dict[str, Any]:
    """Context of orgs/organization.html; one query."""
    code = place.organization.code
    reach = policy.scope(request.account, Permission.ORGS_VIEW, on=request.today)
    above = ancestors(place, request.on)
    trail: list[tuple[str, str | None]] = [(_("Organisations"), address("/organizations/", request))]
    trail += [
        (one.short_name, address(organization_url(one.organization.code), request) if reach.covers(one.path) else "")
        for one in above
    ]
    may_edit = may_over(request, Permission.ORGS_EDIT, place)
    return {
        **as_of(request),
        "place": place,
        "one": place.organization,
        "code": code,
        "trail": [*trail, (place.short_name, None)],
        "views": list(_tabs(request, place, current, may_edit)),
        "may_edit": may_edit,
        "may_keep_people": may_over(request, Permission.PEOPLE_EDIT, place),
        "may_record": may_over(request, Permission.RECORDS_WRITE, place),
        "may_enter_paper": may_over(request, Permission.PAPER_ENTER, place),
        "ended": place.ends_on is not None and place.ends_on < request.today,
    }


def _tabs(request: PageRequest, place: Placement, current: str, may_edit: bool) -> list[dict[str, Any]]:
    code = place.organization.code
    base = organization_url(code)
    asked = (
        ("overview", _("Overview"), address(base, request), True),
        ("profile", _("Committee and contact"), address(base + "profile/", request), True),
        ("people", _("People"), address("/people/", request, organization=code), _may(request, place, "PEOPLE_VIEW")),
        ("ledger", _("Ledger"), address("/ledger/", request, organization=code), _may(request, place, "RECORDS_VIEW")),
        ("points", _("Points"), address("/points/", request, organization=code), _may(request, place, "POINTS_VIEW")),
        ("feeds", _("Calendars"), base + "feeds/", request.on == request.today and _may(request, place, "DUTIES_VIEW")),
        ("placements", _("Names and places"), address(base + "placements/", request), True),
        ("history", _("History"), address(base + "history/", request), True),
        ("changes", _("Changes"), base + "changes/", may_edit and request.on == request.today),
    )
    return [{"label": label, "url": url, "current": key == current} for key, label, url, shown in asked if shown]


def _may(request: PageRequest, place: Placement, permission: str) -> bool:
    return may_over(request, Permission[permission], place)
