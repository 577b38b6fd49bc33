"""Which sheets an organisation needs: one for a gathering it names, or all for what it owes in a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packfile import InstitutionRule, PackFile
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.claims import STANDING
from taizhang.domain.records.packs import Packs
from taizhang.domain.records.paper.blanks import MOST_SHEETS, Blank, led, rules_of, usual
from taizhang.domain.records.roll import of_committee
from taizhang.domain.records.rosters import Rosters
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Period


@dataclass
class Gathering:
    """Duties that one gathering may meet, and the day by whose rules and roll its sheet is made."""

    pack: PackFile
    on: date
    duties: list[Duty] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        """What it would be."""
        return [duty.institution for duty in self.duties]

    @property
    def rules(self) -> tuple[InstitutionRule, ...]:
        """The rules of what it would be."""
        return rules_of(self.pack, self.codes)

    @property
    def due_on(self) -> date:
        """The first day by which one of its duties is due."""
        return min(duty.due_on for duty in self.duties)

    def takes(self, duty: Duty, pack: PackFile) -> bool:
        """Whether a duty of the same month may be met by it too, before the same people."""
        month = self.duties[0].due_on
        if pack is not self.pack or (month.year, month.month) != (duty.due_on.year, duty.due_on.month):
            return False
        rules = [pack.institution(code) for code in self.codes]
        joins = all(duty.institution in rule.combines_with for rule in rules)
        return joins and of_committee(pack, self.codes) == of_committee(pack, [duty.institution])


def single(place: Placement, codes: Sequence[str], day: date) -> Blank:
    """The sheet of a gathering on a day, as one institution or several."""
    pack = Packs.load().ruling(day)
    rules = rules_of(pack, codes)
    if not rules:
        raise Refused(
            _("It is not said what the gathering was."), _("Choose at least one institution."), code="paper.nothing"
        )
    key = place.organization_id
    roll = Rosters.load([key], day, day).roll(key, day, committee=of_committee(pack, codes))
    known = led(usual(key, place.organization.meeting_place, day), roll)
    return Blank(place, pack, rules, roll, day=day, usual=known)


def gatherings(place: Placement, period: Period, on: date, *, apart: bool = False) -> list[Gathering]:
    """What the organisation still owes in a period, put together as it is usually held or each apart; two queries."""
    return _together(owed(place, period), Packs.load(), on, apart)[:MOST_SHEETS]


def filled_in(place: Placement, gatherings: Sequence[Gathering], on: date) -> list[Blank]:
    """The sheets of some gatherings, with their rolls and what is usual."""
    if not gatherings:
        return []
    days, key = [each.on for each in gatherings], place.organization_id
    rosters = Rosters.load([key], min(days), max(days))
    known = usual(key, place.organization.meeting_place, on)
    return [_blank(place, each, rosters, known) for each in gatherings]


def owed(place: Placement, period: Period) -> list[Duty]:
    """What is due in a period and neither met nor handed in, once for each gathering it still needs."""
    handed_in = Count("claims", filter=Q(claims__activity__submission__state__in=STANDING))
    own = Duty.objects.filter(organization_id=place.organization_id, standard__isnull=False)
    rows = own.in_period(period).unfinished().annotate(handed_in=handed_in).order_by("due_on", "institution", "id")
    return [duty for duty in rows for _time in range(duty.needed - duty.handed_in)]


def _together(duties: Iterable[Duty], packs: Packs, on: date, apart: bool) -> list[Gathering]:
    """Duties put together: around the fixed activity day first, then whatever fits."""
    found: list[Gathering] = []
    for duty, pack, day in _fixed_first(duties, packs, on):
        fitting = () if apart else (each for each in found if each.takes(duty, pack))
        home = next(iter(fitting), None)
        if home is None:
            home = Gathering(pack, day)
            found.append(home)
        home.duties.append(duty)
    return sorted(found, key=lambda each: each.due_on)


def _fixed_first(duties: Iterable[Duty], packs: Packs, on: date) -> list[tuple[Duty, PackFile, date]]:
    """The duties whose rules are known, each with the pack and the day that hold for it."""
    known = []
    for duty in duties:
        day = min(max(on, duty.first_on), duty.due_on)
        pack = packs.on(day)
        if pack is not None and any(rule.code == duty.institution for rule in pack.institutions):
            known.append((duty, pack, day))
    return sorted(known, key=lambda each: (not _fixed(each[1], each[0]), each[0].due_on, each[0].institution))


def _fixed(pack: PackFile, duty: Duty) -> bool:
    return bool(pack.institution(duty.institution).rhythm.on_day)


def _blank(place: Placement, each: Gathering, rosters: Rosters, known: dict[str, str]) -> Blank:
    roll = rosters.roll(place.organization_id, each.on, committee=of_committee(each.pack, each.codes))
    return Blank(place, each.pack, each.rules, roll, tuple(each.duties), usual=led(known, roll))
