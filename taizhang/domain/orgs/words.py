"""What the columns of organisations and people are called."""

from collections.abc import Mapping

from taizhang.kernel.errors import Word, _

FIELDS: Mapping[str, str] = {
    "name": _("Name"),
    "short_name": _("Short name"),
    "code": _("Code"),
    "kind": _("Kind"),
    "category": _("Category"),
    "founded_on": _("Founded on"),
    "elected_on": _("Last election"),
    "credit_code": _("Unified social credit code"),
    "unit_name": _("Name of the unit"),
    "unit_kind": _("Kind of unit"),
    "unit_situation": _("Situation of the unit"),
    "unit_founding": _("Founding of organisations in the unit"),
    "contact_name": _("Contact"),
    "contact_phone": _("Telephone of the office"),
    "meeting_place": _("Meeting place"),
    "id_number": _("Identity number"),
    "phone": _("Telephone"),
    "address": _("Address"),
    "sex": _("Sex"),
    "ethnicity": _("Ethnic group"),
    "born_on": _("Birthday"),
    "education": _("Education"),
    "job": _("Occupation"),
    "joined_on": _("Joined on"),
    "confirmed_on": _("Confirmed on"),
    "registration": _("State of registration"),
    "lost_contact_on": _("Contact lost on"),
    "floating_since": _("Floating since"),
    "floating_to": _("Floating to"),
    "standing": _("Standing"),
    "organization": _("Organisation"),
}


def field_word(name: str) -> Word:
    """The name of a column as a word that is translated when the sentence is spoken."""
    return Word(FIELDS.get(name, name))
