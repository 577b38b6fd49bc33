"""Finding the organisation or the duty that an address means, within a person's reach."""

from typing import Any
from uuid import UUID

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest, find_organization, seen


def find_duty(request: PageRequest, key: UUID, permission: Permission | None = None) -> Duty:
    """A duty of an organisation within reach, with its place and how it stands; else 404, whether it exists or not."""
    rows = Duty.objects.known(request.on).select_related("organization")
    found: Any = seen(request, rows, permission).filter(pk=key).first()
    if not isinstance(found, Duty):
        raise Refused(
            _("There is no such duty within your reach."),
            _("Look for it in the calendar of its organisation."),
            code="duties.unknown",
        )
    return found


def meant(request: PageRequest, permission: Permission) -> Placement:
    """The organisation that ?organization= names, else the one the person chose last, else that of the first post."""
    code = request.GET.get("organization", "")
    if code:
        return find_organization(request, code, permission)
    reach = policy.reachable(request.account, permission, on=request.today).select_related("organization")
    held = [each.organization_id for each in policy.held(request.account, request.today)]
    mine = {place.organization.code: place for place in reach.filter(organization_id__in=held).order_by("path")}
    chosen = mine.get(request.session.get("organization", "")) or next(iter(mine.values()), None)
    if chosen is None:
        raise Refused(
            _("None of your posts reaches an organisation here."),
            _("Open the organisation first, then its page."),
            code="duties.unknown",
        )
    return find_organization(request, chosen.organization.code, permission)
