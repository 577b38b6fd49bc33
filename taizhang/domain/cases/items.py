"""The items of a person that can be asked to be corrected; those kept encrypted are shown masked on a case."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from taizhang.kernel.identity import mask_phone
from taizhang.kernel.identity.masking import mask_numbers

ITEMS: Mapping[str, StrPromise] = {
    "name": pgettext_lazy("person", "Name"),
    "id_number": _("Identity number"),
    "sex": _("Sex"),
    "ethnicity": _("Ethnic group"),
    "born_on": _("Birthday"),
    "education": _("Education"),
    "joined_on": _("Day of joining the Party"),
    "confirmed_on": _("Day of confirmation"),
    "job": _("Occupation"),
    "phone": _("Telephone"),
    "address": _("Address"),
    "membership": _("Membership, group or post"),
    "registration": _("State of registration"),
    "floating": _("Floating, contact lost"),
    "exemption": _("Exemption"),
    "attendance": _("Presence at a gathering"),
}
SECRET = ("id_number", "phone", "address")


def masked(item: str, value: str) -> str:
    """A right value as it stands on a page: in clear unless the item is kept encrypted."""
    if item not in SECRET or not value:
        return value
    hidden = mask_phone(value) if item == "phone" else mask_numbers(value)
    return hidden if item != "address" and hidden != value else "****"
