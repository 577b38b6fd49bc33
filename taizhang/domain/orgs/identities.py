"""Identity numbers, phones and addresses on their way into the register: checked, sealed, indexed and masked."""

from datetime import date

from taizhang.domain.orgs.models.person import Person, Sex
from taizhang.domain.orgs.secrets import blind_index, seal
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.identity import IdNumber, check_phone, mask_phone

LONGEST_ADDRESS = 200


def set_id_number(person: Person, text: str, *, on: date, allow_fictional: bool = False) -> None:
    """Give a person a checked identity number; birthday and sex follow from it and must not contradict it."""
    if not text.strip():
        person.id_number, person.id_index, person.id_masked = "", None, ""
        return
    number = IdNumber.parse(text, on=on, allow_fictional=allow_fictional)
    if person.born_on not in (None, number.born_on) or person.sex not in (Sex.UNKNOWN, int(number.sex)):
        raise Refused(
            _("The birthday or sex given for {name} is not that of the identity number."),
            _("Leave both empty, or correct the number."),
            code="orgs.id-differs",
            name=person.name,
        )
    person.born_on, person.sex = number.born_on, Sex(int(number.sex))
    person.id_number, person.id_masked = seal(number.number), number.masked
    person.id_index = blind_index(number.number)


def set_phone(person: Person, text: str, *, allow_fictional: bool = False) -> None:
    """Give a person a checked telephone number, or none."""
    phone = check_phone(text, allow_fictional=allow_fictional) if text.strip() else ""
    person.phone, person.phone_masked = seal(phone), mask_phone(phone)
    person.phone_index = blind_index(phone) if phone else ""


def set_address(person: Person, text: str) -> None:
    """Give a person an address, or none."""
    if len(text) > LONGEST_ADDRESS:
        raise Refused(
            _("The address is longer than {most} characters."),
            _("Shorten it."),
            code="orgs.address",
            most=LONGEST_ADDRESS,
        )
    person.address = seal(text.strip())
