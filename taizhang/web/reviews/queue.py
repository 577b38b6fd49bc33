"""The queue: what waits for an office, in which order, under which conditions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, F, Func, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from taizhang.domain.access import policy
from taizhang.domain.access.roles import ROLES, Permission
from taizhang.domain.audit import kept
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.models import Activity, ActivityQuerySet
from taizhang.domain.reviews.actions import misaddressed
from taizhang.kernel.workflow import State
from taizhang.web.kit import clock
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.listing import Listing
from taizhang.web.kit.page import PageRequest, find_organization, within
from taizhang.web.kit.table import ASKED, Column, Table

REVIEW = Permission.RECORDS_REVIEW
MOST_CHOICES = 200
Options = Sequence[tuple[str, str]]


def _days_waiting(row: Any) -> int:
    """Whole days since a record was handed in."""
    return int((clock.now() - row.submission.submitted_at).days)


TABLE = Table(
    (
        Column("title", _("Record"), by=("title",), width="wide"),
        Column("org_name", _("Organisation"), by=("org_path",)),
        Column("held_on", _("Held on"), by=("held_on",)),
        Column("present", _("Present"), by=("present",), align="end"),
        Column("waits", _("Days waiting"), _days_waiting, by=("-submission__submitted_at",), align="end"),
        Column("submitted_by", _("Handed in by"), "submission.submitted_by_name", shown=ASKED),
    ),
    order=("submission__submitted_at", "id"),
)
LISTING = Listing(_("Reviews"), TABLE, "reviews/queue.html")


def _by_hand(rows: Any, _value: Any) -> Any:
    """A condition that needs to know who asks; `waiting` applies it."""
    return rows


def _days() -> Options:
    return [(str(n), ngettext("%(n)s day or more", "%(n)s days or more", n) % {"n": n}) for n in (3, 7, 14, 30)]


@dataclass(frozen=True)
class Queue(Filter):
    """Which of what waits."""

    organization: str = condition(_("Organisation"), _by_hand, default="")
    institution: str = condition(_("Institution"), lambda rows, code: rows.of_institution(code), default="")
    days: int = condition(_("Days waiting"), _by_hand, default=0, options=_days)
    late: bool = condition(_("Only recorded late"), "late", default=False, type="checkbox")
    everyone: bool = condition(_("Other offices too"), _by_hand, default=False, type="checkbox")


def within_reach(request: PageRequest) -> ActivityQuerySet:
    """Every record over which the person may decide, whatever its state."""
    rows: ActivityQuerySet = within(request, Activity.objects.select_related("submission", "organization"), REVIEW)
    return rows


def waiting(request: PageRequest, queue: Queue) -> ActivityQuerySet:
    """What waits for the offices that the person holds, or for any office below when asked for."""
    return queue.apply(addressed(request, queue))


def addressed(request: PageRequest, queue: Queue) -> ActivityQuerySet:
    """The same before the conditions that need to know nobody."""
    rows = within_reach(request).filter(submission__state=State.SUBMITTED)
    if queue.days:
        rows = rows.filter(submission__submitted_at__lt=request.by.at - timedelta(days=queue.days))
    if queue.organization:
        rows = rows.under(find_organization(request, queue.organization, REVIEW).path)
    return rows if queue.everyone else rows.filter(_mine(request))


def following(rows: ActivityQuerySet, activity: Activity) -> Activity | None:
    """The next of a queue after a record, from its beginning when that was the last."""
    at = activity.submission.submitted_at
    later = Q(submission__submitted_at__gt=at) | Q(submission__submitted_at=at, pk__gt=activity.pk)
    others = rows.exclude(pk=activity.pk).annotate(past=Case(When(later, then=0), default=1))
    found: Activity | None = others.order_by("past", *TABLE.order).first()
    return found


def choices(request: PageRequest, queue: Queue) -> dict[str, Options]:
    """What the conditions offer: the organisations that have something waiting, and the institutions of the pack."""
    from dataclasses import replace

    rows = waiting(request, replace(queue, organization=""))
    found = rows.order_by("org_name").values_list("organization__code", "org_name").distinct()[:MOST_CHOICES]
    pack = find_pack(request.today)
    institutions = [(rule.code, rule.short.words(request.lang)) for rule in pack.institutions] if pack else []
    return {"organization": list(found), "institution": institutions}


def _mine(request: PageRequest) -> Q:
    """Addressed to an office that the person holds, or handed in by a branch that has come to it since."""
    held = policy.held(request.account, request.today)
    mine = {each.organization_id for each in held if REVIEW in ROLES[each.role].permissions}
    came = [key for key, reviewer in _strays(request).items() if reviewer in mine]
    addressed_to = Q(submission__reviewer_id__in=mine)
    return addressed_to | Q(pk__in=came) if came else addressed_to


def _strays(request: PageRequest) -> dict[UUID, UUID]:
    """What waits for an office that stands above no longer, and who reviews it now; asked once a request."""
    known: dict[UUID, UUID] | None = request.__dict__.get("_strays")
    if known is None:
        rows = within_reach(request).filter(submission__state=State.SUBMITTED).exclude(_still_above(request))
        columns = rows.order_by().values_list("pk", "organization_id", "submission__reviewer_id")
        found = {key: (organization, reviewer) for key, organization, reviewer in kept.listed(columns)}
        known = request.__dict__["_strays"] = misaddressed(found, request.today) if found else {}
    return known


def _still_above(request: PageRequest) -> Exists:
    """The condition that the office addressed stands above the organisation by the tree of today."""
    places = Placement.objects.on(request.today)
    office = places.filter(organization_id=OuterRef(OuterRef("submission__reviewer_id"))).values("path")[:1]
    under = Func(F("path"), Subquery(office), function="starts_with", output_field=BooleanField())
    return Exists(places.filter(organization_id=OuterRef("organization_id")).annotate(under=under).filter(under=True))
