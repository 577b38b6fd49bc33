"""What a revision changed, in words: read from the audit trail, shown beside the record."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packfile import PackFile
from taizhang.web.records import words
from taizhang.web.records.cards import names

LABELS = {
    "title": gettext_lazy("Title"),
    "institutions": gettext_lazy("What it was"),
    "held_on": gettext_lazy("Day"),
    "starts_at": gettext_lazy("Began"),
    "ends_at": gettext_lazy("Ended"),
    "place": gettext_lazy("Place"),
    "chair": gettext_lazy("Chair"),
    "lecturer": gettext_lazy("Lecturer"),
    "topics": gettext_lazy("Topics"),
    "minutes": gettext_lazy("Minutes"),
    "guest_names": gettext_lazy("Guests"),
    "absent": gettext_lazy("Who was away"),
    "came_uncounted": gettext_lazy("Who came without being expected"),
    "duties": gettext_lazy("Duties"),
    "decisions": gettext_lazy("Decisions"),
    "ballots": gettext_lazy("Votes"),
    "evidence": gettext_lazy("Files"),
}


class Difference(NamedTuple):
    """One field as it was and as it is."""

    field: str
    label: str
    before: str
    after: str


def differences(
    details: Mapping[str, Any], people: Mapping[str, str], duties: Mapping[str, Duty], pack: PackFile | None, lang: str
) -> list[Difference]:
    """The changes that one entry of the audit trail tells of, in the order in which the form asks."""
    before, after = details.get("before", {}), details.get("after", {})
    spoken = Speaker(people, duties, pack, lang)
    return [
        Difference(name, str(label), spoken.said(name, before[name]), spoken.said(name, after[name]))
        for name, label in LABELS.items()
        if name in before and name in after
    ]


class Speaker:
    """Says the plain values of the audit trail as people say them."""

    def __init__(self, people: Mapping[str, str], duties: Mapping[str, Duty], pack: PackFile | None, lang: str) -> None:
        self.people, self.duties, self.pack, self.lang = people, duties, pack, lang

    def said(self, name: str, value: Any) -> str:
        """One value in words; nothing is a dash."""
        speak = getattr(self, f"_{name}", None)
        if speak is not None:
            return str(speak(value)) or "—"
        if isinstance(value, list):
            return self._joined(value)
        return str(value) or "—"

    def _institutions(self, codes: list[str]) -> str:
        return self._joined(names(self.pack, codes, self.lang))

    def _chair(self, key: str) -> str:
        return self._name(key) if key else ""

    def _absent(self, away: Mapping[str, list[str]]) -> str:
        return self._joined(
            f"{self._name(key)}（{words.presence(how)}{_(', ') + reason if reason else ''}）"
            for key, (how, reason) in away.items()
        )

    def _came_uncounted(self, keys: list[str]) -> str:
        return self._joined(self._name(key) for key in keys)

    def _duties(self, keys: list[str]) -> str:
        known = (self.duties.get(key) for key in keys)
        return self._joined(
            words.duty_name(duty, self.pack, self.lang) if duty else _("another duty") for duty in known
        )

    def _decisions(self, rows: list[list[str]]) -> str:
        return self._joined(
            _(", ").join(part for part in (text, self._chair(owner), due) if part) for text, owner, due in rows
        )

    def _ballots(self, rows: list[list[Any]]) -> str:
        return self._joined(f"{question} {yes}:{no}:{abstain}" for question, yes, no, abstain in rows)

    def _evidence(self, digests: list[str]) -> str:
        return _("%(n)s files") % {"n": len(digests)}

    def _name(self, key: str) -> str:
        return self.people.get(key) or _("a person")

    def _joined(self, texts: Iterable[str]) -> str:
        return _("; ").join(texts) or "—"
