"""The summary of an organisation and those below it in a week or a month, as known on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.models import Activity, ActivityQuerySet
from taizhang.kernel.measures import Light
from taizhang.kernel.periods import Period
from taizhang.kernel.workflow import State
from taizhang.web.kit.page import PageRequest
from taizhang.web.ledger.book import Book
from taizhang.web.ledger.forms import DECISION, LedgerFilter
from taizhang.web.ledger.totals import whole
from taizhang.web.orgs.rollup import RollUp
from taizhang.web.records.listing import STANDING, held
from taizhang.web.summary.gatherings import Gatherings, gatherings, latest
from taizhang.web.summary.lines import Line, Part

LATEST = 30  # gatherings told by their titles


@dataclass
class Report:
    """One summary: who looks, at whom, over which days; every number is that of the list it opens."""

    request: PageRequest
    place: Placement
    period: Period

    @property
    def parts(self) -> list[Part]:
        """What is told, in the order in which it is told."""
        told = [
            Part(_("Gatherings"), list(self._held())),
            Part(_("Duties due in these days"), list(self._duties())),
            Part(_("Gatherings by institution"), list(self._kinds())),
            Part(_("Duties by institution"), list(self._owed_kinds())),
            Part(_("Points"), list(self._points())) if self.own else Part(_("Lights"), list(self._lights())),
        ]
        return [part for part in told if part.lines]

    @property
    def own(self) -> bool:
        """Whether it is about an organisation to which people belong, with nothing below it."""
        return bool(FORMS[Kind(self.place.kind)].members)

    @cached_property
    def book(self) -> Book:
        """The ledger of what falls due in the period."""
        code = self.place.organization.code
        book = Book(self.request, LedgerFilter(organization=code, since=self.period.first, until=self.period.last))
        book.place = self.place  # known already
        return book

    @cached_property
    def rows(self) -> ActivityQuerySet:
        """The records of the period, as their list shows them."""
        return held(self.request, self.place.organization.code, self.place).in_period(self.period).standing()

    @cached_property
    def gatherings(self) -> Gatherings:
        """What they come to."""
        return gatherings(self.rows, list(self.names))

    @cached_property
    def latest(self) -> list[Activity]:
        """The last of them."""
        return latest(self.rows, LATEST)

    @cached_property
    def names(self) -> dict[str, str]:
        """The institutions of the pack in force."""
        pack = self.book.pack
        return {rule.code: rule.name.words(self.request.lang) for rule in pack.institutions} if pack else {}

    def records(self, **conditions: Any) -> str:
        """The address of the records behind a number."""
        asked = {"organization": self.place.organization.code, "period": str(self.period), "state": STANDING}
        return "/records/?" + urlencode(self._dated({**asked, **conditions}))

    def _dated(self, query: dict[str, Any]) -> dict[str, Any]:
        on = self.request.on
        return query if on == self.request.today else {**query, "on": on.isoformat()}

    def _ledger(self, **changes: Any) -> str:
        as_of = None if self.request.on == self.request.today else self.request.on
        return "/ledger/" + self.book.filter.query_string(on=as_of, **changes) + "#rows"

    def _held(self) -> Iterator[Line]:
        told = self.gatherings
        yield Line(_("Gatherings recorded"), told.held, opens=self.records())
        yield Line(_("Of them passed by review"), told.approved, told.held, self.records(state=State.APPROVED))
        yield Line(_("Of them waiting for review"), told.waiting, told.held, self.records(state=State.SUBMITTED))
        yield Line(_("Gatherings that decided something"), told.decided, told.held, self.records(decided=1))
        yield Line(_("Attendances, of those expected"), told.present, told.expected, self.records())

    def _duties(self) -> Iterator[Line]:
        total = whole(self.book.totals)
        yield Line(_("Met"), total.met, total.owed, self._ledger(state="met"))
        yield Line(_("Met in time"), total.on_time, total.owed, self._ledger(state="on_time"))
        yield Line(_("Overdue"), total.overdue, total.owed, self._ledger(state="overdue"))
        yield Line(_("Waived"), total.waived, opens=self._ledger(state="waived"))

    def _kinds(self) -> Iterator[Line]:
        for code, count in self.gatherings.of_institution.items():
            yield Line(self.names[code], count, opens=self.records(institution=code))

    def _owed_kinds(self) -> Iterator[Line]:
        known = [*self.names, *(code for code in self.book.totals if code not in self.names)]
        for code in known:
            if code in self.book.totals:
                total, name = self.book.totals[code], self.names.get(code, code) or _("Decisions")
                yield Line(name, total.met, total.owed, self._ledger(institution=code or DECISION, state="met"))

    def _points(self) -> Iterator[Line]:
        code, first, last = self.place.organization.code, self.period.first, self.period.last
        entries = PointEntry.objects.of_organization(self.place.organization_id).standing(self.request.on)
        posted = entries.filter(happened_on__gte=first, happened_on__lte=last)
        given = posted.order_by().aggregate(sum=Sum("amount", default=0))["sum"]
        query = self._dated({"organization": code, "year": last.year, "period": str(self.period)})
        yield Line(_("Points for what was held"), given, opens="/points/?" + urlencode(query))

    def _lights(self) -> Iterator[Line]:
        found = RollUp((self.place.path,), self.request.on)
        names = {
            Light.GREEN: pgettext("light", "Green"),
            Light.YELLOW: pgettext("light", "Yellow"),
            Light.RED: pgettext("light", "Red"),
        }
        counts = found.colours
        for light in Light:
            query = self._dated({"street": self.place.organization.code, "light": light.value})
            yield Line(names[light], counts[light], counts.total(), "/organizations/?" + urlencode(query))
