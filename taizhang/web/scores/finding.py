"""Finding assessments, results, objections and marks within a person's reach."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Assessment, Mark, Objection, Result
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest, seen, within

VIEW = Permission.SCORES_VIEW


def assessments_seen(request: PageRequest) -> Any:
    """The assessments of offices within reach, and those that judge an organisation within reach."""
    reached = policy.reached(request.account, VIEW, on=request.today)
    judged = Result.objects.filter(assessment=OuterRef("pk"), organization__in=reached)
    rows = Assessment.objects.filter(Q(organization__in=reached) | Exists(judged))
    return rows.select_related("scheme").defer("scheme__content")


def find_assessment(request: PageRequest, key: UUID) -> Any:
    """An assessment that the reader may see; else 404."""
    found = assessments_seen(request).defer(None).select_related("scheme").placed(request.on).filter(pk=key).first()
    if found is None:
        raise _no_assessment()
    return found


def own_assessment(request: PageRequest, key: UUID, permission: Permission) -> Assessment:
    """An assessment of an office over which the person holds a permission; else 404."""
    rows = Assessment.objects.select_related("scheme")
    found: Assessment | None = policy.within(rows, request.account, permission, on=request.today).filter(pk=key).first()
    if found is None:
        raise _no_assessment()
    return found


def results_standing() -> Any:
    """The results of the revision that stands."""
    rows = Result.objects.filter(revision=F("assessment__revision"))
    return rows.select_related("assessment__scheme", "organization")


def find_result(request: PageRequest, key: UUID) -> Result:
    """A result of an organisation within reach; else 404."""
    rows = Result.objects.select_related("assessment__scheme", "organization")
    found: Result | None = seen(request, rows, VIEW).filter(pk=key).first()
    if found is None:
        raise Refused(
            _("There is no such result within your reach."),
            _("Look for it in the register of results."),
            code="scores.result.unknown",
        )
    return found


def find_objection(request: PageRequest, key: UUID, permission: Permission = VIEW) -> Any:
    """An objection of an organisation within reach; else 404."""
    rows = Objection.objects.select_related("assessment__scheme", "organization")
    found = within(request, rows, permission).filter(pk=key).first()
    if found is None:
        raise Refused(
            _("There is no such objection within your reach."),
            _("Look for it in the list of objections."),
            code="scores.objection.unknown",
        )
    return found


def find_mark(request: PageRequest, key: UUID, permission: Permission = VIEW) -> Any:
    """A mark of an organisation within reach; else 404."""
    found = within(request, Mark.objects.select_related("organization"), permission).filter(pk=key).first()
    if found is None:
        raise Refused(
            _("There is no such mark within your reach."),
            _("Look for it in the list of marks."),
            code="scores.mark.unknown",
        )
    return found


def _no_assessment() -> Refused:
    return Refused(
        _("There is no such assessment within your reach."),
        _("Look for it in the list of assessments."),
        code="scores.assessment.unknown",
    )
