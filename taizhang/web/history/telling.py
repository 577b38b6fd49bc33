"""The values that the trail keeps, said as people say them; the names they need are looked up once a page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.models import Person
from taizhang.domain.orgs.words import FIELDS
from taizhang.web.duties.words import institutions
from taizhang.web.history.changes import Change, Item, raws
from taizhang.web.history.words import LABELS as SPOKEN
from taizhang.web.kit.filters import NOTHING, day
from taizhang.web.kit.page import PageRequest
from taizhang.web.people.words import REGISTRATION_WORDS
from taizhang.web.records.differences import LABELS, Speaker

# Items of other nouns than organisations, people and records: what they are called.
MORE: Mapping[str, str] = {}
IN_THE_SENTENCE = ("orgs.describe", "orgs.rename")  # told by the sentence itself
PEOPLE_OF = ("chair", "absent", "came_uncounted", "guests", "decisions")


class Teller:
    """Says the changes of some entries; without `detailed` only which items they were."""

    def __init__(self, request: PageRequest, entries: Sequence[AuditEntry], *, detailed: bool = True) -> None:
        self.detailed = detailed
        values = [one for entry in entries for one in raws(entry)] if detailed else []
        said = [(one.name, value) for one in values for value in (one.before, one.after)]
        pack = find_pack(request.on)
        self.institutions = dict(institutions(pack, request.lang))
        people = _people(request, entries, said)
        self.speaker = Speaker(people, _duties(said), pack, request.lang)

    def changes(self, entry: AuditEntry) -> list[Change]:
        """What an entry changed, where its sentence does not say so already."""
        if entry.verb in IN_THE_SENTENCE:
            return []
        found = list(raws(entry))
        if not self.detailed:
            return [Change(label_of(one.name), "", "") for one in found]
        return [
            Change(label_of(one.name), self.said(one.name, one.before), self.said(one.name, one.after)) for one in found
        ]

    def items(self, said: Mapping[str, Any]) -> list[Item]:
        """Items with what they said."""
        return [Item(label_of(name), self.said(name, value)) for name, value in said.items()] if self.detailed else []

    def said(self, name: str, value: Any) -> str:
        """One value in words; nothing is a dash."""
        if value in (None, "", [], {}):
            return NOTHING
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if name in LABELS:
            return self.speaker.said(name, _as_day(value))
        if name == "registration":
            return str({str(key): words for key, words in REGISTRATION_WORDS.items()}.get(value, value))
        return str(SPOKEN[name](value) if name in SPOKEN and isinstance(value, str) else _as_day(value))


def label_of(name: str) -> str:
    """What an item is called."""
    if name in LABELS:
        return str(LABELS[name])
    return gettext(FIELDS.get(name) or MORE.get(name) or name)


def _as_day(value: Any) -> Any:
    """A day as pages write it; anything else as it is."""
    if not isinstance(value, str) or len(value) != len("2018-05-31"):
        return value
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value


def _people(request: PageRequest, entries: Sequence[AuditEntry], said: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """The names that the values need, for whoever may see the people of that organisation."""
    keys = {key for name, value in said if name in PEOPLE_OF for key in _keys(name, value)}
    place = next((entry.organization_id for entry in entries if entry.organization_id), None)
    if not keys or place is None or not policy.may(request.account, Permission.PEOPLE_VIEW, place, on=request.today):
        return {}
    return {str(key): name for key, name in Person.objects.filter(pk__in=keys).values_list("pk", "name")}


def _keys(name: str, value: Any) -> Iterable[UUID]:
    """The people whom a value of a record names by their identifiers."""
    if name == "decisions":
        value = [row[1] for row in value]
    return [UUID(key) for key in ([value] if isinstance(value, str) else value) if key]


def _duties(said: Iterable[tuple[str, Any]]) -> dict[str, Duty]:
    keys = {key for name, value in said if name == "duties" for key in value}
    return {str(duty.pk): duty for duty in Duty.objects.filter(pk__in=keys)} if keys else {}
