"""Who scored: whose marks a part of a score reads. Nobody answers an objection to his own marks."""

from uuid import UUID

from taizhang.domain.assessments.models import Assessment, Mark, Objection, Result
from taizhang.domain.assessments.schemes import scheme_of
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Node, measures, walk


def tree_of(result: Result) -> Node:
    """The tree by which an organisation was judged."""
    return scheme_of(result.assessment.scheme).scheme.trees[result.category]


def node_of(tree: Node, code: str) -> Node | None:
    """The part of a tree with a code; the whole when no code is named."""
    return tree if not code else next((node for node in walk(tree) if node.code == code), None)


def markers(objection: Objection, result: Result) -> set[UUID]:
    """Who gave the marks that the part objected to reads, of this organisation within the period.

    An objection to the whole is one to every mark of the period, bonuses, deductions and vetoes too.
    """
    return marked_by(objection.assessment, result, objection.node)


def marked_by(assessment: Assessment, result: Result, code: str) -> set[UUID]:
    """The same by the code of a node."""
    rows = Mark.objects.standing().filter(organization_id=result.organization_id, by_id__isnull=False)
    if code:
        node = node_of(tree_of(result), code)
        rows = rows.filter(measure__in=measures(node) if node is not None else ())
    whole = Period.parse(assessment.period)
    return {key for key, period in rows.values_list("by_id", "period") if whole.contains(Period.parse(period))}
