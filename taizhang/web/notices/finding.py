"""Finding circulars through permission, and the offices somebody may issue them for."""

from uuid import UUID

from django.db.models import Q

from taizhang.domain.access import policy
from taizhang.domain.access.roles import ROLES, Permission
from taizhang.domain.notices.models import Addressee, Circular, Notice
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest, within

SEND = Permission.NOTICES_SEND


def issuers(request: PageRequest) -> list[tuple[str, str]]:
    """The offices the person may issue for, as choices: those his roles are given over."""
    held = policy.held(request.account, request.today)
    keys = {each.organization_id for each in held if SEND in ROLES[each.role].permissions}
    places = Placement.objects.on(request.today).filter(organization__in=keys).order_by("path")
    return list(places.values_list("organization__code", "short_name"))


def readable(request: PageRequest, key: UUID) -> Circular:
    """A circular that was sent to the person, that reached an organisation he may see, or that he may issue."""
    see = policy.reached(request.account, Permission.ORGS_VIEW, on=request.today)
    told = Notice.objects.of(request.account.person_id).filter(about_id=key)
    reached = Addressee.objects.filter(circular=key, organization__in=see)
    rows = Circular.objects.filter(pk=key).placed(request.today).select_related("organization", "recall")
    mine = Q(organization__in=see) | Q(pk__in=told.values("about_id")) | Q(pk__in=reached.values("circular_id"))
    found: Circular | None = rows.filter(mine).first()
    return found or _refuse()


def own(request: PageRequest, key: UUID) -> Circular:
    """A circular of an office the person may issue for."""
    found: Circular | None = within(request, Circular.objects.filter(pk=key), SEND).first()
    return found or _refuse()


def _refuse() -> Circular:
    raise Refused(
        _("There is no such circular within your reach."),
        _("It may have been taken back. Look for it in the list."),
        code="circulars.unknown",
    )
