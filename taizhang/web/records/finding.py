"""Finding a record within somebody's reach."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.models import Activity, Attendance
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7
from taizhang.web.kit.page import PageRequest, seen

RELATED = ("submission", "submission__reviewer", "chair", "organization")


def find_record(request: PageRequest, key: UUID, permission: Permission | None = None) -> Activity:
    """The record of an organisation within reach; else 404, whether it exists or not."""
    found = seen(request, Activity.objects.select_related(*RELATED).with_parts(), permission).filter(pk=key).first()
    if found is None:
        raise unknown()
    return _one(found)


def find_own_or_seen(request: PageRequest, key: UUID) -> Activity:
    """A record within reach, or of a gathering at which the person was expected."""
    if policy.may(request.account, Permission.RECORDS_VIEW, on=request.today):
        found = seen(request, Activity.objects.select_related(*RELATED).with_parts(), Permission.RECORDS_VIEW).filter(
            pk=key
        )
        for activity in found:
            return _one(activity)
    if not Attendance.objects.filter(activity_id=key, person_id=request.account.person_id).exists():
        raise unknown()
    return _one(Activity.objects.select_related(*RELATED).with_parts().placed(request.on).get(pk=key))


def foreign(key: UUID, place: Placement) -> bool:
    """Whether an identifier is that of a record of another organisation."""
    return Activity.objects.filter(pk=key).exclude(organization_id=place.organization_id).exists()


def read_id(values: Mapping[str, str], name: str = "id") -> UUID:
    """The identifier that the client made; a new one when it cannot be read."""
    try:
        return UUID(values.get(name, ""))
    except ValueError:
        return uuid7()


def _one(row: Any) -> Activity:
    if not isinstance(row, Activity):
        raise TypeError(row)
    return row


def unknown() -> Refused:
    """The refusal of a record that is not there, or not for this person."""
    return Refused(
        _("There is no such record within your reach."),
        _("Look it up in the ledger, or ask the office that reviews it."),
        code="records.unknown",
    )
