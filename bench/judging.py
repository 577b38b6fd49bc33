"""The district judged twice: by the engine, and by a loop over its organisations as one would write it at first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q

from taizhang.config.processes import taizhang
from taizhang.domain.assessments import engine, facts
from taizhang.domain.assessments.actions.schemes import publish_defaults
from taizhang.domain.assessments.facts.planes import Planes
from taizhang.domain.assessments.models import Assessment, Result, Stage
from taizhang.domain.assessments.schemes import in_force, scheme_of
from taizhang.domain.audit.actor import system
from taizhang.domain.audit.bulk import copy_in
from taizhang.domain.duties.models import Duty, met
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.ids import uuid7
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import Scheme, divided, evaluate
from taizhang.kernel.scoring.grading import Judged, grade
from taizhang.kernel.trees import above

COLUMNS = ("id", "assessment_id", "revision", "organization_id", "path", "category", "kind")
MARKED = ("units", "complete", "grade", "rank", "group_size")
Line = tuple[int | None, str, int | None, int]  # units, grade, rank, size of the group
Answer = tuple[dict[UUID, Line], list[dict[UUID, int]]]  # of the last month; the means at and below, by months


@dataclass
class District:
    """A settled district, the scheme of its months, and where results are written."""

    on: date
    scheme: Scheme
    assessment: Assessment
    code: str  # of the organisation whose score is explained
    revisions: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def months(self) -> list[Period]:
        """Those of the year so far."""
        return [month for month in Period.of_year(self.on.year).split(Kind.MONTH) if month.first <= self.on]

    def planes(self) -> Planes:
        """What is known now."""
        return facts.load("/", self.on.year, self.on, live=True, measures=self.scheme.measures)


def settled(on: date) -> District:
    """The demo's district; it is made where it is not there yet."""
    if not Placement.objects.exists():
        taizhang("seed")
    month = Period.containing(on, Kind.MONTH)
    if in_force(Kind.MONTH, month.first) is None:
        publish_defaults(by=system(datetime.now(UTC)))
    version, top = in_force(Kind.MONTH, month.first), Placement.objects.on(on).order_by("path")[0]
    values = {"stage": Stage.PREVIEW, "objections_until": on, "closed_at": datetime.now(UTC), "closed_by_name": "bench"}
    asked = {"organization": top.organization, "scheme": version, "period": str(month)}
    assessment, _made = Assessment.objects.get_or_create(**asked, defaults=values)
    last = Result.objects.filter(assessment=assessment).order_by("-revision").first()
    branch = Placement.objects.on(on).branches().select_related("organization").order_by("path")[0]
    district = District(on, scheme_of(version).scheme, assessment, branch.organization.code)
    district.revisions = count(last.revision + 1 if last else 1)
    return district


def vectors(district: District) -> Answer:
    """By the engine: one load, a pass for each month, one COPY."""
    planes, scheme = district.planes(), district.scheme
    scores = [engine.score(scheme, planes, month) for month in district.months]
    means = [engine.rollup(planes, each).mean.tolist() for each in scores]
    last, codes = scores[-1], [*(band.code for band in scheme.bands), ""]
    columns = (last.units, last.grade, last.rank, last.size, last.complete)
    found = list(zip(*(column.tolist() for column in columns), strict=True))
    told = [(None if units < 0 else units, codes[place], rank or None, size) for units, place, rank, size, _c in found]
    revision, assessment = next(district.revisions), district.assessment.pk
    who = zip(planes.keys, planes.paths, planes.categories, planes.kinds, told, found, strict=True)
    with transaction.atomic():
        rows = [
            (uuid7(), assessment, revision, key, path, category, kind, line[0], whole[4], *line[1:])
            for key, path, category, kind, line, whole in who
        ]
        copy_in(Result, COLUMNS + MARKED, rows)
    trend = [{key: mean for key, mean in zip(planes.keys, each, strict=True) if mean >= 0} for each in means]
    return dict(zip(planes.keys, told, strict=True)), trend


@dataclass
class Listed:
    """The duties of one organisation, as the loop counts them."""

    counts: dict[tuple[str, int], list[int]]

    def read(self, measure: str, period: Period) -> Measure:
        """Of one month."""
        met_of, due = self.counts.get((measure.removeprefix("duty:"), period.number), (0, 0))
        return Measure(met_of, due)


def loop(district: District) -> Answer:
    """One query an organisation, the marks of its months in Python; then groups and sums, and a row each."""
    places = list(Placement.objects.on(district.on).order_by("path"))
    marks = [_of_one(district, place) for place in places]
    judged = [Judged((place.category, place.kind), own[-1]) for place, own in zip(places, marks, strict=True)]
    graded = grade(district.scheme, judged)
    found, revision = {}, next(district.revisions)
    with transaction.atomic():
        for place, own, its in zip(places, marks, graded, strict=True):
            Result.add(
                assessment=district.assessment,
                revision=revision,
                organization_id=place.organization_id,
                path=place.path,
                category=place.category,
                kind=place.kind,
                units=own[-1],
                complete=True,
                grade=its.grade,
                rank=its.rank,
                group_size=its.size,
            )
            found[place.organization_id] = (own[-1], its.grade, its.rank, its.size)
    return found, [_means(places, [own[at] for own in marks]) for at in range(len(district.months))]


def _of_one(district: District, place: Placement) -> list[int | None]:
    duties = Duty.objects.filter(organization=place.organization_id, standard__isnull=False).owed(district.on)
    duties = duties.in_period(Period.of_year(district.on.year)).filter(Q(due_on__lte=district.on) | met(district.on))
    duties = duties.annotate(is_met=ExpressionWrapper(met(district.on), output_field=BooleanField()))
    counts: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for institution, due_on, is_met in duties.values_list("institution", "due_on", "is_met"):
        counts[institution, due_on.month][0] += is_met
        counts[institution, due_on.month][1] += 1
    tree = district.scheme.trees[place.category]
    return [evaluate(tree, Listed(counts), month).units for month in district.months]


def _means(places: Sequence[Placement], units: Sequence[int | None]) -> dict[UUID, int]:
    """The mean of the marks at or below each."""
    key_of = {place.path: place.organization_id for place in places}
    sums: dict[UUID, list[int]] = defaultdict(lambda: [0, 0])
    for place, own in zip(places, units, strict=True):
        for path in (*above(place.path), place.path) if own is not None else ():
            sums[key_of[path]][0] += own or 0
            sums[key_of[path]][1] += 1
    return {key: divided(total, number) for key, (total, number) in sums.items()}
