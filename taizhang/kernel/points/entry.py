"""Entry: points posted once under a rule; a reversing entry cancels the one it names as if it had never been."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from taizhang.kernel.errors import Refused, _


@dataclass(frozen=True)
class Entry:
    """Points posted under a rule for a day. ``key`` is its identity in the ledger, empty where it needs none."""

    rule: str
    amount: int
    on: date
    key: str = ""
    reverses: str | None = None


def standing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that stand: not reversals, not reversed; the same key posted twice counts once.

    A reversal of a reversal brings its entry back. A reversal whose entry is not among these belongs to another year
    or book and moves nothing here.
    """
    ledger = _Ledger(entries)
    return tuple(entry for entry in ledger.entries if entry.reverses is None and ledger.stands(entry))


class _Ledger:
    """Entries by key, and which reverses which."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: list[Entry] = []
        self._by_key: dict[str, Entry] = {}
        self._reversal: dict[str, Entry] = {}
        for entry in entries:
            if self._is_new(entry):
                self.entries.append(entry)
        for entry in self.entries:
            self._link(entry)

    def stands(self, entry: Entry) -> bool:
        """Whether the chain of reversals that begins at an entry has an even length."""
        reversals = 0
        while entry.key in self._reversal:
            entry = self._reversal[entry.key]
            reversals += 1
        return reversals % 2 == 0

    def _is_new(self, entry: Entry) -> bool:
        if not entry.key:
            return True
        if entry.key not in self._by_key:
            self._by_key[entry.key] = entry
            return True
        if self._by_key[entry.key] != entry:
            raise self._refused(entry, _("Two different entries have the key {key}."))
        return False

    def _link(self, entry: Entry) -> None:
        target = self._by_key.get(entry.reverses or "")
        if entry.reverses is None or target is None:
            return
        if (entry.rule, entry.amount) != (target.rule, -target.amount):
            raise self._refused(target, _("A reversal of {key} does not cancel it exactly."))
        if target.key in self._reversal:
            raise self._refused(target, _("The entry {key} was reversed twice."))
        self._reversal[target.key] = entry

    def _refused(self, entry: Entry, rule: str) -> Refused:
        return Refused(rule, _("Check the ledger of points."), code="points.ledger", key=entry.key)
