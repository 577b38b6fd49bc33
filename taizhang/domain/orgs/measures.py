"""Figures of offices and posts, as of a day (the article of 2018-06: offices, their staff, deputy secretaries)."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from taizhang.domain.orgs.kinds import Kind, PostKind
from taizhang.domain.orgs.models import Office, Placement, Post
from taizhang.kernel.measures import Measure

WITH_OFFICE = (Kind.STREET, Kind.UNIT)  # the district's own office is not counted among them


def offices_units(on: date) -> int:
    """How many district units and streets have a Party-building office."""
    return _with_office(on, True).count()


def offices_coverage_gaps(on: date) -> int:
    """How many district units and streets have none."""
    return _with_office(on, False).count()


def offices_coverage(on: date) -> Measure:
    """District units and streets with an office, of all."""
    having = offices_units(on)
    return Measure(having, having + offices_coverage_gaps(on))


def offices_staff_range(on: date) -> tuple[int, int]:
    """The smallest and largest number of staff in an office of a district unit or street; (0, 0) without any office."""
    offices = _with_office(on, True).values_list("organization_id", flat=True)
    staff = Post.objects.on(on).filter(kind=PostKind.OFFICE_STAFF, organization__in=offices).values("organization_id")
    counts: dict[object, int] = dict(
        staff.annotate(people=Count("person_id", distinct=True)).order_by().values_list("organization_id", "people")
    )
    numbers = [counts.get(office, 0) for office in offices]
    return (min(numbers), max(numbers)) if numbers else (0, 0)


def deputy_secretaries(on: date) -> int:
    """How many villages and communities have a full-time deputy secretary."""
    communities = Placement.objects.on(on).filter(kind=Kind.COMMUNITY).values("organization_id")
    posts = Post.objects.on(on).filter(kind=PostKind.FULLTIME_DEPUTY, organization__in=communities)
    return posts.values("organization_id").distinct().count()


def _with_office(on: date, having: bool) -> "QuerySet[Placement]":
    office = Exists(Office.objects.on(on).filter(organization_id=OuterRef("organization_id")))
    places: QuerySet[Placement] = Placement.objects.on(on).filter(office if having else ~office, kind__in=WITH_OFFICE)
    return places
