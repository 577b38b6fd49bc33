"""The book: the duties that a filter chooses within somebody's reach, as of a day, with their totals."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit import kept
from taizhang.domain.duties.models import Duty, DutyQuerySet, met, met_once
from taizhang.domain.duties.packfile import PackFile
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.models import Activity, Claim
from taizhang.kernel import trees
from taizhang.kernel.periods import Kind, Period
from taizhang.web.kit.page import PageRequest, find_organization, within
from taizhang.web.ledger.forms import GROUPS, LedgerFilter
from taizhang.web.ledger.standing import STATES, with_standing
from taizhang.web.ledger.totals import Total, totals

VIEW = Permission.RECORDS_VIEW


@dataclass
class Book:
    """One ledger: who looks, at what, as of which day."""

    request: PageRequest
    filter: LedgerFilter

    @property
    def on(self) -> date:
        """The day as of which everything is told."""
        return self.request.on

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.request.lang

    @property
    def since(self) -> date:
        """The first due day: without a choice the first of the year."""
        return self.filter.since or date((self.filter.until or self.on).year, 1, 1)

    @property
    def until(self) -> date:
        """The last due day: without a choice the last of the month; what is met ahead is shown then too."""
        return self.filter.until or max(Period.containing(self.on, Kind.MONTH).last, self.since)

    @cached_property
    def place(self) -> Placement | None:
        """The organisation chosen, or the highest one within reach."""
        if self.filter.organization:
            return find_organization(self.request, self.filter.organization, VIEW)
        reach = within(self.request, Placement.objects.select_related("organization"), VIEW)
        found: Placement | None = reach.order_by("path").first()
        return found

    @property
    def path(self) -> str:
        """Where the tree of the ledger begins."""
        return self.place.path if self.place else trees.ROOT

    @cached_property
    def pack(self) -> PackFile | None:
        """The rules of the day."""
        return find_pack(self.on)

    @property
    def everything(self) -> DutyQuerySet:
        """All that the filter chooses, in whatever state."""
        due = Q(due_on__lte=self.until) | (met(self.on) if self.filter.until is None else Q(pk__in=[]))
        rows: DutyQuerySet = self.filter.apply(self.issued.filter(due, due_on__gte=self.since))
        if self.filter.q:
            rows = rows.filter(_words(self.filter.q))
        if self.filter.late:
            rows = rows.filter(_recorded_late(self.on))
        return rows

    @property
    def issued(self) -> DutyQuerySet:
        """Every duty of the organisations chosen."""
        rows: DutyQuerySet = within(self.request, Duty.objects.all(), VIEW)
        return rows.under(self.path) if self.filter.organization else rows

    @property
    def of_the_year(self) -> DutyQuerySet:
        """What falls due in the years concerned: who has nothing of an institution there does not owe it."""
        years = self.issued.filter(due_on__gte=date(self.since.year, 1, 1), due_on__lte=date(self.until.year, 12, 31))
        return years.filter(org_category=self.filter.category) if self.filter.category else years

    @cached_property
    def owing(self) -> dict[str, int]:
        """How many of the organisations that stand there owe each institution; those that ended count no more."""
        standing = self.of_the_year.filter(organization_id__in=self.standing.order_by().values("organization_id"))
        grouped = standing.order_by().values_list("institution")
        return dict(kept.listed(grouped.annotate(Count("organization_id", distinct=True))))

    @property
    def rows(self) -> DutyQuerySet:
        """The rows of the table: in the state chosen, with how each stands."""
        state = STATES.get(self.filter.state)
        rows = self.everything if state is None else state.narrow(self.everything, self.on)
        return with_standing(rows, self.on)

    @property
    def by(self) -> str:
        """How the totals are grouped."""
        return self.filter.by if self.filter.by in GROUPS else "institution"

    @cached_property
    def totals(self) -> dict[str, Total]:
        """The totals of everything chosen, whatever state the table shows."""
        return totals(self.everything, self.on, self.by, self.path)

    @cached_property
    def organizations(self) -> int:
        """How many organisations stand there on the day."""
        return int(self.standing.count())

    @property
    def standing(self) -> Any:
        """The organisations concerned."""
        places = within(self.request, Placement.objects.all(), VIEW)
        places = places.under(self.path) if self.filter.organization else places
        return places.filter(category=self.filter.category) if self.filter.category else places

    @cached_property
    def around(self) -> list[Placement]:
        """The organisation, the one above it if within reach, and those right below it."""
        if self.place is None:
            return []
        near = Q(parent_id=self.place.organization_id) | Q(organization_id=self.place.organization_id)
        if self.place.parent_id:
            near |= Q(organization_id=self.place.parent_id)
        places = policy.within(Placement.objects.on(self.on), self.request.account, VIEW, on=self.request.today)
        return list(places.filter(near).select_related("organization").order_by("path")[:400])


def _recorded_late(on: date) -> Q:
    """Met by a record that came late, or once met by one."""
    late = Activity.objects.filter(late=True)
    once = met_once(on).filter(Exists(late.filter(pk=OuterRef("source_id"))))
    return Q(Exists(late.filter(pk=OuterRef("fulfilment__source_id")))) | Q(pk__in=once.values("was_of"))


def _words(text: str) -> Q:
    """Words in the name of the organisation (pinyin too), of the decision, or of a record that counts for it."""
    recorded = Claim.objects.filter(duty=OuterRef("pk"), activity__title__icontains=text)
    return Q(org_place__search__contains=text.lower()) | Q(title__icontains=text) | Q(Exists(recorded))
