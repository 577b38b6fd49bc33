"""What the digest reads from how things stand: owed, to report, returned, waiting, approved. Nothing is stored."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q

from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import ReviewReport, ReviewStage
from taizhang.domain.duties.models import Duty
from taizhang.domain.notices.digests import Circle, Line, Source
from taizhang.domain.orgs.models import Placement
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.errors import _
from taizhang.kernel.workflow import State

AHEAD = timedelta(days=7)
TO_WRITE = timedelta(days=30)  # before a review meeting: a report is written in more than a week


def owed(circle: Circle) -> Iterator[tuple[UUID, Line]]:
    """To who records for an organisation: how many of its duties are overdue, and how many due within a week."""
    people, on = circle.holding(Permission.RECORDS_WRITE), circle.on
    duties = Duty.objects.filter(organization__in=people, standard__isnull=False).unfinished(on).begun(on)
    soon = Q(due_on__lte=on + AHEAD, grace_until__gte=on)
    rows = (
        duties.filter(closes_on__gte=on, due_on__lte=on + AHEAD)
        .order_by()
        .values_list("organization_id", "organization__code")
        .annotate(late=Count("pk", filter=Q(grace_until__lt=on)), soon=Count("pk", filter=soon))
    )
    rows = list(rows)
    names = _names([row[0] for row in rows], circle)
    for key, code, late, near in rows:
        values = {"organization": names.get(key, code)}
        for person in people[key]:
            if late:
                yield person, Line(_("{organization}: duties overdue: {count}"), {**values, "count": late}, "/ledger/")
            if near:
                line = _("{organization}: duties due within seven days: {count}")
                yield person, Line(line, {**values, "count": near}, "/ledger/")


def in_hand(circle: Circle) -> Iterator[tuple[UUID, Line]]:
    """To who was given a decision to carry out: that its day is near or past."""
    on = circle.on
    duties = Duty.objects.filter(**circle.only("assignee")).unfinished(on).filter(due_on__lte=on + AHEAD)
    for duty in duties.filter(closes_on__gte=on).order_by("due_on", "id"):
        values = {"title": duty.title, "due_on": duty.due_on.isoformat()}
        if duty.assignee_id is not None:
            yield duty.assignee_id, Line(_("In your hands until {due_on}: {title}"), values, f"/duties/{duty.pk}/")


def returned(circle: Circle) -> Iterable[tuple[UUID, Line]]:
    """To who handed in: how many records were returned and not handed in again."""
    rows = _handed_in(circle).filter(state=State.RETURNED)
    return _counted(rows, "submitted_by_id", _("Records returned to you: {count}"), "/records/?state=returned")


def approved(circle: Circle) -> Iterable[tuple[UUID, Line]]:
    """To who handed in: how many records passed review within the last week."""
    rows = _handed_in(circle).filter(
        state=State.APPROVED, decided_at__gt=circle.now - AHEAD, decided_at__lte=circle.now
    )
    return _counted(rows, "submitted_by_id", _("Records of yours approved this week: {count}"), "/records/")


def waiting(circle: Circle) -> Iterator[tuple[UUID, Line]]:
    """To who reviews for an office: how many records wait for it, and since when."""
    people = circle.holding(Permission.RECORDS_REVIEW)
    rows = Submission.objects.waiting().filter(reviewer__in=people, submitted_at__lte=circle.now).order_by()
    counted = list(
        rows.values_list("reviewer_id", "reviewer__code").annotate(count=Count("pk"), first=Min("submitted_at"))
    )
    names = _names([row[0] for row in counted], circle)
    for key, code, count, first in counted:
        days = (circle.now - first).days
        values = {"organization": names.get(key, code), "count": count, "days": days}
        line = Line(_("{organization}: records waiting for review: {count}; days the first has waited: {days}"), values)
        for person in people[key]:
            yield person, Line(line.sentence, values, "/reviews/")


def reporting(circle: Circle) -> Iterator[tuple[UUID, Line]]:
    """To who answers for an organisation: that its self-report is not handed in, a month before the review meeting."""
    people = circle.holding(Permission.SCORES_OBJECT)
    rows = ReviewReport.objects.filter(organization__in=people, handed_in_at__isnull=True)
    rows = rows.filter(meeting__stage=ReviewStage.PREPARING, meeting__held_on__lte=circle.on + TO_WRITE)
    found = list(rows.select_related("meeting", "organization").order_by("meeting__held_on", "id"))
    names = _names([row.organization_id for row in found], circle)
    for row in found:
        name, meeting = names.get(row.organization_id, row.organization.code), row.meeting
        values = {"organization": name, "year": str(meeting.year), "held_on": meeting.held_on.isoformat()}
        line = _("{organization}: the self-report on {year} is not handed in yet; the review meeting is on {held_on}")
        for person in people[row.organization_id]:
            yield person, Line(line, values, f"/review-meetings/reports/{row.pk}/self-report/")


SOURCES: tuple[Source, ...] = (owed, in_hand, reporting, returned, waiting, approved)


def _handed_in(circle: Circle) -> Any:
    return Submission.objects.filter(**circle.only("submitted_by_id")).order_by()


def _counted(rows: Any, column: str, sentence: str, link: str) -> Iterator[tuple[UUID, Line]]:
    for person, count in rows.values_list(column).annotate(count=Count("pk")):
        yield person, Line(sentence, {"count": count}, link)


def _names(keys: Iterable[UUID], circle: Circle) -> Mapping[UUID, str]:
    """The short names of organisations on the day, in one query."""
    places = Placement.objects.on(circle.on).filter(organization__in=list(keys))
    return dict(places.values_list("organization_id", "short_name"))
