"""When a mark may be given: a measure that a scheme asks for, by somebody from outside, while the books are open."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from taizhang.domain.assessments.models import Assessment, Deviation, Objection, Override, Result, SchemeVersion, Stage
from taizhang.domain.assessments.schemefile.nouns import AskedMark
from taizhang.domain.assessments.schemes import scheme_of
from taizhang.domain.assessments.standing import locked, name_of
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.models import Membership, Post
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Period


def asked(on: date) -> dict[str, AskedMark]:
    """The marks that people are to give, by the schemes published so far, but those that ended before last year.

    What a later version asks for otherwise is asked so from then on.
    """
    found: dict[str, AskedMark] = {}
    for version in SchemeVersion.objects.defer("content").order_by("valid_from", "version"):
        if version.valid_to is None or version.valid_to.year >= on.year - 1:
            found |= scheme_of(version).marks
    return found


def require_kind(measure: str, period: Period, on: date) -> None:
    """Refuse marks that no scheme asks for, of another kind of period, or of one that has not begun."""
    if not _asks(measure, period):
        raise Refused(
            _("No scheme asks for a mark “{measure}” of {period}."),
            _("Choose one of the marks of the schemes in force, and a period of its kind."),
            code="assessments.mark-unknown",
            measure=measure,
            period=str(period),
        )
    if period.first > on:
        raise Refused(
            _("{period} has not begun."),
            _("Mark what was seen, not what will be."),
            code="assessments.mark-ahead",
            period=str(period),
        )


def _asks(measure: str, period: Period) -> bool:
    """Whether a scheme that had begun with a period and not ended before asks for a mark of that kind of period."""
    rows = SchemeVersion.objects.defer("content").filter(valid_from__lte=period.first)
    marks = (scheme_of(one).marks.get(measure) for one in rows.exclude(valid_to__lt=period.first))
    return any(mark is not None and mark.period == period.kind for mark in marks)


def require_other(organizations: Collection[UUID], by: Actor) -> None:
    """Nobody marks the organisation to which he belongs or in which he holds a post."""
    if by.person_id is None:
        return
    mine = {"person_id": by.person_id, "organization__in": organizations}
    for rows in (Membership.objects.on(by.on).filter(**mine), Post.objects.on(by.on).filter(**mine)):
        own = rows.values_list("organization_id", flat=True).first()
        if own is not None:
            raise Refused(
                _("{name} belongs to {organization} and neither marks it nor decides about it."),
                _("Ask a colleague who does not belong to it."),
                code="assessments.mark-own",
                name=by.name,
                organization=name_of(own, by.on),
            )


def require_open(organizations: Collection[UUID], period: Period, measure: str) -> None:
    """Refuse to change a mark on which a closed assessment stands, unless an objection or two persons opened it."""
    judged = Result.objects.filter(organization__in=organizations, assessment__period__startswith=str(period.year))
    pairs = judged.values_list("assessment_id", "organization_id").distinct()
    closed: dict[UUID, set[UUID]] = {}
    for assessment, organization in pairs:
        closed.setdefault(assessment, set()).add(organization)
    for assessment in Assessment.objects.select_related("scheme").filter(pk__in=closed):
        reads = measure in scheme_of(assessment.scheme).scheme.measures
        if reads and Period.parse(assessment.period).contains(period):
            _require_opened(assessment, closed[assessment.pk], period)


def _require_opened(assessment: Assessment, organizations: set[UUID], period: Period) -> None:
    if assessment.stage == Stage.LOCKED:
        raise locked(assessment)
    left = organizations - _opened(assessment, organizations)
    if left:
        raise Refused(
            _("{period} is closed; the marks of {organization} stand as they were when it was."),
            _("They change when an objection is upheld, or when two persons correct what came late."),
            code="assessments.mark-closed",
            period=assessment.period,
            organization=name_of(min(left), period.last),
        )


def _opened(assessment: Assessment, organizations: set[UUID]) -> set[UUID]:
    """Those whose objection was upheld and not yet reckoned, or for whom a correction waits for its second person."""
    late = Override.objects.waiting().filter(
        assessment=assessment, kind=Deviation.CORRECTION, organization__in=organizations
    )
    found = set(late.values_list("organization_id", flat=True))
    if assessment.stage == Stage.PREVIEW:
        rows = Objection.objects.filter(assessment=assessment, upheld=True, organization__in=organizations)
        found |= set(rows.values_list("organization_id", flat=True))
    return found
