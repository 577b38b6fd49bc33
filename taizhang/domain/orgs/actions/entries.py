"""What is said of a person who enters the register, and the row that follows from it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from taizhang.domain.orgs.fields import require_past
from taizhang.domain.orgs.identities import set_address, set_id_number, set_phone
from taizhang.domain.orgs.models import Group, Organization, Person
from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.models.person import Registration, Sex
from taizhang.domain.orgs.spelling import search_text, sort_key
from taizhang.domain.orgs.words import field_word
from taizhang.kernel.characters import refuse_unseen
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7

TEXTS = {"name": 60, "ethnicity": 2, "education": 40, "job": 80, "floating_to": 120}  # longest, in characters
DATES = ("born_on", "joined_on", "confirmed_on", "lost_contact_on", "floating_since")


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """The personal items of the national record, and the organisation the person belongs to.

    Without an organisation the person is known but no member, as an administrator may be.
    """

    name: str
    organization: Organization | None = None
    standing: Standing = Standing.FORMAL
    starts_on: date | None = None  # by default the day of entry
    id_number: str = ""
    phone: str = ""
    address: str = ""
    sex: Sex = Sex.UNKNOWN
    ethnicity: str = ""
    born_on: date | None = None
    education: str = ""
    job: str = ""
    joined_on: date | None = None
    confirmed_on: date | None = None
    registration: Registration = Registration.NORMAL
    lost_contact_on: date | None = None
    floating_since: date | None = None
    floating_to: str = ""
    group: Group | None = None
    id: UUID | None = None


def person_of(entry: PersonEntry, today: date, *, allow_fictional: bool) -> Person:
    """The unsaved person of an entry, checked against the rules that need no other row."""
    person = Person(
        id=entry.id or uuid7(),
        sex=Sex(entry.sex),
        registration=Registration(entry.registration).value,
        **{name: getattr(entry, name).strip() for name in TEXTS},
        **{name: getattr(entry, name) for name in DATES},
    )
    set_id_number(person, entry.id_number, on=today, allow_fictional=allow_fictional)
    set_phone(person, entry.phone, allow_fictional=allow_fictional)
    set_address(person, entry.address)
    check_person(person, today)
    return person


def check_person(person: Person, today: date) -> None:
    """Check texts and days of a person, and derive what the person is found and sorted by."""
    _check_texts(person)
    for name in DATES:
        require_past(getattr(person, name), today)
    _check_order(person)
    person.search = search_text(person.name, surname=True)[:240]
    person.sort_key = sort_key(person.name)


def _check_texts(person: Person) -> None:
    for name, most in TEXTS.items():
        refuse_unseen(getattr(person, name))
        if len(getattr(person, name)) > most:
            raise Refused(
                _("“{field}” is longer than {most} characters."),
                _("Shorten it."),
                code="orgs.too-long",
                field=field_word(name),
                most=most,
            )
    if not person.name:
        raise Refused(_("A person needs a name."), _("Enter the name as on the identity card."), code="orgs.no-name")


def _check_order(person: Person) -> None:
    """Nobody joins before being born or is confirmed before joining."""
    days = [day for day in (person.born_on, person.joined_on, person.confirmed_on) if day is not None]
    if days != sorted(days):
        raise Refused(
            _("The days of {name} stand in the wrong order: born, joined, confirmed."),
            _("Correct the day that is wrong."),
            code="orgs.days-order",
            name=person.name,
        )
