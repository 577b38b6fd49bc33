"""What a notice says, in the language that is active while it is read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from taizhang.domain.access.roles import ROLES, Role
from taizhang.domain.notices.kinds import rule
from taizhang.domain.notices.models import Notice
from taizhang.kernel.errors import LIST_SEPARATOR, Word


def sentence(notice: Notice) -> str:
    """The sentence of a notice."""
    return filled(rule(notice.kind).sentence, {**notice.values, "about": notice.about_label})


def name(kind: str) -> str:
    """What notices of a kind are called."""
    return gettext(rule(kind).name)


def filled(text: str, values: Mapping[str, Any]) -> str:
    """A sentence translated and then filled; a value that is missing leaves its name standing."""
    return gettext(text).format_map(_Values({key: _spoken(key, value) for key, value in values.items()}))


def word_of(role: Role) -> Word:
    """The name of a role as a word that each reader reads in his own language."""
    with translation.override("en"):
        return Word(str(ROLES[role].name))


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _spoken(key: str, value: Any) -> str:
    """A value in words: a marked word translated, a day written out, several joined."""
    if isinstance(value, Mapping):
        return gettext(str(value.get("word", "")))
    if isinstance(value, list):
        return gettext(LIST_SEPARATOR).join(_spoken(key, one) for one in value)
    if key.endswith("_on") and value:
        return date_format(date.fromisoformat(str(value)), "DATE_FORMAT")
    return str(value)
