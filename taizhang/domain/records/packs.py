"""The packs of many days, found with one query."""

from dataclasses import dataclass, field
from datetime import date

from taizhang.domain.duties.models import Pack
from taizhang.domain.duties.packs import PackRules, rules_of, validities
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Span


@dataclass
class Packs:
    """Every published version with the days on which it rules."""

    spans: list[tuple[Pack, Span]]
    _found: dict[date, PackRules | None] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Packs":
        """All of them; one query."""
        return cls(validities())

    def on(self, day: date) -> PackRules | None:
        """The rules in force on a day, or None."""
        if day not in self._found:
            self._found[day] = next((rules_of(pack) for pack, span in self.spans if day in span), None)
        return self._found[day]

    def ruling(self, day: date) -> PackRules:
        """The rules in force on a day; refused when there are none."""
        pack = self.on(day)
        if pack is None:
            raise Refused(
                _("No rule pack was in force on {held_on}."),
                _("Check the day, or ask the district office to publish a pack for it."),
                code="records.no-pack",
                held_on=day,
            )
        return pack
