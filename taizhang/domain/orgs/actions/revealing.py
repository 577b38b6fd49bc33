"""Identity numbers of several people in clear, for a list that a rule asks for: each look is kept, for each person."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs import secrets
from taizhang.domain.orgs.fields import require_reason
from taizhang.domain.orgs.models import Membership, Person
from taizhang.kernel.errors import Refused, _

MOST = 500  # people at a time: a list of more needs no numbers of everybody


@action
def reveal_numbers(*, people: Sequence[UUID], because: str, by: Actor) -> Mapping[UUID, str]:
    """The identity numbers of people; one audit entry each, so that everybody sees who looked and why."""
    because = require_reason(because)
    if len(people) > MOST:
        raise Refused(
            _("Numbers of {count} people at once cannot be shown; the most is {most}."),
            _("Narrow the list down to those whose numbers are needed."),
            code="orgs.reveal-many",
            count=len(people),
            most=MOST,
        )
    where = dict(Membership.objects.on(by.on).filter(person__in=people).values_list("person_id", "organization_id"))
    found = list(Person.objects.filter(pk__in=people))
    details = {"what": "id_number", "because": because}
    for person in found:
        note(Note("people.reveal", person, by, where.get(person.pk), details=details))
    return {person.pk: secrets.reveal(person.id_number) for person in found}
