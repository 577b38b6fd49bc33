"""A month of duties for the demo's district: ours in one act, and the usual loop of get_or_create."""

from collections.abc import Iterable
from time import perf_counter
from uuid import UUID

from django.db import transaction

from bench.figures import Figure
from bench.living import settle
from bench.rounds import interleaved, middle, spread
from seeds.demo import BEFORE
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.owers import calendar_around, owers, rulings
from taizhang.domain.duties.planning import Owed, Planner
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.periods import Period

MONTHS = [Period.parse(f"2018-M{month:02d}") for month in (1, 2, 4)]  # with those of the year, and of the quarter
PATIENCE = 20  # seconds a round of the rival may take; what it managed by then is compared by the duty


def run() -> list[Figure]:
    """Issue a month, ours and the rival in turn; each begins with no duties at all."""
    settle()
    created: list[int] = []
    managed: list[int] = []
    took = interleaved(
        len(MONTHS),
        clear=lambda number: _clear(),
        ours=lambda number: created.append(_issue(MONTHS[number])),
        again=lambda number: _issue(MONTHS[number]),
        clear_again=lambda number: _clear(),
        rival=lambda number: managed.append(_rival(MONTHS[number])),
    )
    each = [seconds / duties for seconds, duties in zip(took["rival"], managed, strict=True)]
    own = [seconds / duties for seconds, duties in zip(took["ours"], created, strict=True)]
    ratio = middle([rival / mine for rival, mine in zip(each, own, strict=True)])
    duties = " / ".join(f"{count:,}" for count in created)
    done = " / ".join(f"{count:,}" for count in managed)
    return [
        Figure("ours: a month for the district", middle(took["ours"]), "s", at_most=2, note=spread(took["ours"])),
        Figure("duties issued in the longest month", max(created), "", note=duties),
        Figure("the same month again: nothing new", middle(took["again"]), "s", note=spread(took["again"])),
        Figure("rival: facts and get_or_create, a duty", 1000 * middle(each), "ms", note=f"{done} done"),
        Figure("how many times as fast, by the duty", ratio, "×"),
    ]


def _issue(period: Period) -> int:
    return issue(period=period, on=period.first, by=BEFORE).created


def _clear() -> None:
    Duty.objects.all().delete()


def _rival(period: Period) -> int:
    """One organisation after the other, one row after the other, in one transaction; answers how many duties."""
    until, done = perf_counter() + PATIENCE, 0
    ruling, planner = rulings(period.span), Planner(period, period.first, calendar_around(period))
    with transaction.atomic():
        for organization_id in Organization.objects.order_by("code").values_list("pk", flat=True):
            done += _owe(planner.plan(ruling, owers(period.first, [organization_id])).owed, organization_id)
            if perf_counter() > until:
                break
    return done


def _owe(owed: Iterable[Owed], organization_id: UUID) -> int:
    made = 0
    for each in owed:
        occurrence = each.occurrence
        _duty, created = Duty.objects.get_or_create(
            organization_id=organization_id,
            institution=each.institution,
            occurrence=occurrence.key,
            defaults={
                "standard_id": each.standard_id,
                "needed": each.needed,
                "issued_at": BEFORE.at,
                "first_on": occurrence.span.first,
                "last_on": occurrence.span.last,
                "starts_on": occurrence.starts_on,
                "warn_on": occurrence.warn_on,
                "due_on": occurrence.due_on,
                "grace_until": occurrence.grace_until,
                "closes_on": occurrence.closes_on,
            },
        )
        made += created
    return made
