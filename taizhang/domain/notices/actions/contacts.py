"""How somebody is reached: set by himself, for himself."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.models import Address, Connector, Contact
from taizhang.domain.notices.models.delivery import Door
from taizhang.domain.orgs.models import Person
from taizhang.domain.orgs.secrets import reveal, seal
from taizhang.kernel.errors import Refused, _

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Reach:
    """An address at one channel, and whether it is wanted; without a text there is none."""

    text: str
    wanted: bool = True


@action
def set_contact(*, person: Person, weekday: int, addresses: Mapping[UUID, Reach], by: Actor) -> Contact:
    """Set the day of one's digest and one's addresses; nobody sets another's, and no address enters the trail."""
    if by.person_id != person.pk:
        raise Refused(
            _("Everyone sets for himself how he is reached."), _("Ask the person."), code="notices.own-contact"
        )
    contact, _made = Contact.objects.update_or_create(person=person, defaults={"weekday": weekday})
    doors = {each.pk: each for each in Connector.objects.on().filter(pk__in=addresses.keys())}
    for key, reach in addresses.items():
        if key in doors:
            _set(person, doors[key], reach)
    note(Note("contacts.set", contact, by, label=person.name, details={"weekday": weekday}))
    return contact


def addresses_of(person_id: UUID) -> dict[UUID, Reach]:
    """One's own addresses by channel, opened for the page on which one changes them."""
    rows = Address.objects.filter(person=person_id)
    return {row.connector_id: Reach(reveal(row.sealed), row.wanted) for row in rows}


def check_address(door: str, text: str) -> str:
    """The address without blanks around it; refused when no such channel can reach it."""
    text = text.strip()
    wrong = not text.isprintable() or len(text) > LONGEST
    if door == Door.EMAIL and not wrong:
        try:
            validate_email(text)
        except ValidationError:
            wrong = True
    if wrong:
        raise Refused(
            _("“{address}” cannot be reached by this channel."),
            _("Write an e-mail address as name@example.org; elsewhere the name you are known by there."),
            code="notices.address",
            address=text[:60],
        )
    return text


def _set(person: Person, connector: Connector, reach: Reach) -> None:
    if not reach.text.strip():
        Address.objects.filter(person=person, connector=connector).delete()
        return
    kept = {"sealed": seal(check_address(connector.door, reach.text)), "wanted": reach.wanted}
    Address.objects.update_or_create(person=person, connector=connector, defaults=kept)
