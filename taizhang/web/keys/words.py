"""How keys speak: what each opens, where, until when, and whether it still does."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.domain.access.models import Key
from taizhang.domain.access.roles import Permission
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.access.words import PERMISSIONS


@dataclass(frozen=True, slots=True)
class Told:
    """A key as shown."""

    key: Key
    opens: list[str]
    where: str
    state: str
    kind: str  # of kit/badge.html
    live: bool


def told(key: Key, today: date) -> Told:
    """A key as it stands on a day."""
    opens = [str(PERMISSIONS[one]) for one in Permission if one.value in key.permissions]
    where = key.organization.code if key.organization else _("everywhere that I may")
    return Told(key, opens, where, *state(key, today), key.opens(today))


def state(key: Key, today: date) -> tuple[str, str]:
    """Whether it opens anything, and the kind of its badge."""
    if key.revoked_at is not None:
        return pgettext("key", "revoked"), "plain"
    return (pgettext("key", "in force"), "good") if key.opens(today) else (pgettext("key", "expired"), "plain")


def unknown() -> Refused:
    """The refusal of a key that is not there, or not for this person."""
    return Refused(
        mark("There is no such key."), mark("Open the list of keys again; it may be old."), code="keys.unknown"
    )
