"""Saying oneself that one is here, where a document switched that on; voluntary, and no trace of it is kept.

No clocking in (国办函〔2026〕12号, art. 2): neither hour nor place is stored, and the recorder's word alone counts.
"""

from datetime import date
from uuid import UUID

from django.db import transaction

from taizhang.domain.orgs.models import Membership, Person
from taizhang.domain.policies.queries import is_on
from taizhang.domain.policies.switches import Switch
from taizhang.domain.records.models import CheckIn, Draft
from taizhang.kernel.errors import Refused, _


@transaction.atomic
def check_in(*, draft: Draft, person: Person, on: date) -> CheckIn:
    """Somebody of the organisation says that he is here; saying it twice changes nothing. It leaves no audit note."""
    require_check_in(on)
    if not Membership.objects.on(on).filter(person=person, organization=draft.organization_id).exists():
        raise Refused(
            _("You do not belong to the organisation that meets here."),
            _("Tell the recorder that you came as a guest."),
            code="records.check-in-stranger",
        )
    made, _new = CheckIn.objects.get_or_create(draft=draft, person=person)
    return made


def take_back(*, draft: Draft, person: Person) -> None:
    """Somebody takes back that he is here."""
    CheckIn.objects.filter(draft=draft, person=person).delete()


def checked_in(draft_id: UUID) -> frozenset[UUID]:
    """The people who said that they are here."""
    return frozenset(CheckIn.objects.filter(draft=draft_id).values_list("person_id", flat=True))


def require_check_in(on: date) -> None:
    """Refuse while the switch is off, as of something that is not there."""
    if not is_on(Switch.CHECK_IN, on=on):
        raise Refused(
            _("Self check-in is switched off: the recorder ticks who was there."),
            _("You need do nothing."),
            code="records.check-in.unknown",
        )
