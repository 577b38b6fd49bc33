"""What was chosen: the organisation, the days, and the gatherings whose sheets are wanted."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext

from taizhang.domain.duties.packfile import InstitutionRule
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.paper.blanks import Blank
from taizhang.domain.records.paper.booklet import Gathering, filled_in, gatherings, single
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Kind, Period
from taizhang.web.kit.page import PageRequest

MOST_INSTITUTIONS = 19


@dataclass
class Chosen:
    """A choice as the address says it: a period with all that is owed in it, or one gathering on a day."""

    request: PageRequest
    place: Placement

    @cached_property
    def period(self) -> Period:
        """The month, quarter or year; the present month when none is said."""
        text = self.request.GET.get("period", "")
        return Period.parse(text) if text else Period.containing(self.request.today, Kind.MONTH)

    @property
    def apart(self) -> bool:
        """Whether each institution has a sheet of its own."""
        return bool(self.request.GET.get("apart"))

    @property
    def periods(self) -> list[tuple[str, str]]:
        """This and the next month, this and the next quarter, and the year, in words."""
        today = self.request.today
        month, quarter = Period.containing(today, Kind.MONTH), Period.containing(today, Kind.QUARTER)
        likely = [month, month.next, quarter, quarter.next, Period.of_year(today.year)]
        found = dict.fromkeys([*likely, self.period])
        return [(str(each), each.words(self.request.lang)) for each in found]

    @cached_property
    def gatherings(self) -> list[Gathering]:
        """What is still owed in the period."""
        return gatherings(self.place, self.period, self.request.today, apart=self.apart)

    @cached_property
    def rules(self) -> list[InstitutionRule]:
        """The institutions that an organisation of this level and category may hold."""
        pack, place = find_pack(self.request.today), self.place
        rules = pack.institutions if pack else ()
        return [rule for rule in rules if rule.is_for(place.level, place.category)]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The same to choose from."""
        return [(rule.code, rule.short.words(self.request.lang)) for rule in self.rules]

    @property
    def blanks(self) -> list[Blank]:
        """The sheets; refused when there is none."""
        codes = self.request.GET.getlist("institutions")[:MOST_INSTITUTIONS]
        if codes:
            return [single(self.place, codes, self._day)]
        only = self.request.GET.get("duty", "")
        wanted = [each for each in self.gatherings if not only or any(str(duty.pk) == only for duty in each.duties)]
        if not wanted:
            raise Refused(
                _("Nothing is owed in this time that has not been handed in, so there is no sheet to print."),
                _("Choose another time, or choose the institutions yourself."),
                code="paper.nothing-owed",
            )
        return filled_in(self.place, wanted, self.request.today)

    @property
    def name(self) -> str:
        """What a file of the sheets is called, without its ending."""
        return gettext("Paper sheets %(organization)s %(period)s") % {
            "organization": self.place.short_name,
            "period": self.request.GET.get("day") or self.period,
        }

    @property
    def _day(self) -> date:
        text = self.request.GET.get("day", "")
        try:
            return date.fromisoformat(text) if text else self.request.today
        except ValueError:
            raise Refused(
                _("“{text}” is no day."), _("Write it as 2018-05-31."), code="imports.day", text=text[:20]
            ) from None
