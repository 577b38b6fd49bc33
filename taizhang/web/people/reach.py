"""Who is within one's reach: judged by where a person belongs today, or last belonged."""

from uuid import UUID

from django.db.models import OuterRef, Subquery

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Membership, Person, Placement
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest


def find_person(request: PageRequest, key: UUID, permission: Permission | None = None) -> Person:
    """A person within one's reach, or oneself; anyone else is not there (404)."""
    wanted = permission or request.permission or Permission.PEOPLE_VIEW
    person: Person | None = Person.objects.filter(pk=key).first()
    himself = wanted is Permission.PEOPLE_VIEW and policy.is_self(request.account, key)
    if person is None or not (himself or _reached(request, key, wanted)):
        raise Refused(
            _("There is no such person within your reach."),
            _("Look for the name in the list of people."),
            code="people.unknown",
        )
    return person


def powers_over(request: PageRequest, key: UUID, *permissions: Permission) -> list[bool]:
    """Which of some permissions are held over where the person belongs; one query for any number of them."""
    path = _path(request, key)
    scopes = [policy.scope(request.account, one, on=request.today) for one in permissions]
    return [path is not None and scope.covers(path) for scope in scopes]


def _reached(request: PageRequest, key: UUID, permission: Permission) -> bool:
    return powers_over(request, key, permission)[0]


def _path(request: PageRequest, key: UUID) -> str | None:
    """Where the organisation stands to which a person belongs, or last belonged; or where that last stood."""
    today = request.today
    rows = Membership.objects.filter(person_id=key, starts_on__lte=today).order_by("-starts_on")
    stood = Placement.objects.filter(organization=OuterRef("organization"), starts_on__lte=today).order_by("-starts_on")
    path: str | None = rows.annotate(stood=Subquery(stood.values("path")[:1])).values_list("stood", flat=True).first()
    return path
