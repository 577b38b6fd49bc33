"""Drawing a month's sample: five in a hundred approved records of each street, at least one, and who reads each."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases.models import Reading, Sample, SampleDraw
from taizhang.domain.cases.peers import Peer, part_of, peer_for, peers
from taizhang.domain.cases.telling import tell_peers
from taizhang.domain.orgs.models import Organization
from taizhang.domain.records.models import Activity
from taizhang.kernel.drawing import share, ticket, tickets
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Kind, Period

Strata = Mapping[str, Mapping[str, UUID]]  # records by street, each with its organisation
PERCENT = 5  # of the records: a signal of quality, not of volume (burden rule 21)


@action
def draw_samples(*, month: Period, by: Actor, seed: str = "") -> SampleDraw:
    """Draw the sample of a month that is over, once; the seed comes from the machine, is kept and shown."""
    _refuse_running(month, by)
    strata = _strata(month)
    if not strata:
        raise Refused(
            _("No record of {month} is approved."),
            _("Draw once the records of the month were reviewed."),
            code="samples.nothing",
            month=str(month),
        )
    draw = _begin(month, seed or secrets.token_hex(32), strata, by)
    samples = list(_samples(draw, strata))
    Sample.objects.bulk_create(samples)
    asked = assign(draw, samples, peers(by.on), by)
    details = {
        "records": sum(map(len, strata.values())),
        "samples": len(samples),
        "readers": len(asked),
        "seed": draw.seed,
    }
    note(Note("samples.draw", draw, by, label=draw.month, details=details))
    tell_peers(draw, asked, by)
    return draw


def assign(draw: SampleDraw, samples: Iterable[Sample], among: list[Peer], by: Actor) -> list[Reading]:
    """Give each sample a reader who has none yet; what no peer is left for stays unread."""
    parts = dict(Organization.objects.filter(code__in=draw.population).values_list("code", "label"))
    left, made = {peer.person_id: peer for peer in among}, []
    for sample in samples:
        peer = peer_for(sample, parts[sample.street], draw.seed, left.values())
        if peer is not None:
            del left[peer.person_id]
            drawn = ticket(draw.seed, f"{sample.activity_id}{peer.person_id}")
            made.append(Reading(draw=draw, sample=sample, person_id=peer.person_id, ticket=drawn, assigned_at=by.at))
    return Reading.objects.bulk_create(made)


def _begin(month: Period, seed: str, strata: Strata, by: Actor) -> SampleDraw:
    population = {code: sorted(records) for code, records in sorted(strata.items())}
    try:
        with transaction.atomic():
            return SampleDraw.objects.create(
                month=str(month),
                seed=seed,
                percent=PERCENT,
                population=population,
                drawn_at=by.at,
                drawn_by_id=by.person_id,
                drawn_by_name=by.name,
            )
    except IntegrityError:
        raise Refused(
            _("The sample of {month} was drawn already, and is drawn once."),
            _("Its seed and tickets stand on its page."),
            code="samples.drawn",
            month=str(month),
        ) from None


def _strata(month: Period) -> Strata:
    """The approved records by the code of the street or unit in which their branch stood when they were held."""
    rows = Activity.objects.approved().in_period(month).placed(F("held_on"))
    codes = dict(Organization.objects.values_list("label", "code"))
    found: defaultdict[str, dict[str, UUID]] = defaultdict(dict)
    for key, organization, path in rows.values_list("pk", "organization_id", "org_path"):
        found[codes[part_of(path)]][str(key)] = organization
    return found


def _samples(draw: SampleDraw, strata: Strata) -> Iterable[Sample]:
    """The smallest tickets of each street, street by street."""
    for code, records in sorted(strata.items()):
        for number, key in tickets(draw.seed, records)[: share(len(records), draw.percent)]:
            yield Sample(draw=draw, activity_id=UUID(key), organization_id=records[key], street=code, ticket=number)


def _refuse_running(month: Period, by: Actor) -> None:
    if month.kind is not Kind.MONTH or month.last >= by.on:
        raise Refused(
            _("The sample of {month} cannot be drawn: the month is not over."),
            _("Draw it in the month that follows."),
            code="samples.running",
            month=str(month),
        )
