"""Who scored: whose marks a part of a score reads, who set another result. Nobody answers for what he scored."""

from uuid import UUID

from taizhang.domain.assessments.models import Deviation, Mark, Objection, Override, Result
from taizhang.domain.assessments.schemes import scheme_of
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Node, measures, walk


def tree_of(result: Result) -> Node:
    """The tree by which an organisation was judged."""
    return scheme_of(result.assessment.scheme).scheme.trees[result.category]


def node_of(tree: Node, code: str) -> Node | None:
    """The part of a tree with a code; the whole when no code is named."""
    return tree if not code else next((node for node in walk(tree) if node.code == code), None)


def scorers(objection: Objection, result: Result) -> set[UUID]:
    """Who gave the marks that the part objected to reads, of this organisation within the period.

    An objection to the whole is one to every mark of the period, bonuses, deductions and vetoes too, and to what two
    persons decided in place of the result.
    """
    tree, rows = tree_of(result), Mark.objects.standing().filter(organization_id=result.organization_id)
    if objection.node:
        node = node_of(tree, objection.node)
        rows = rows.filter(measure__in=measures(node) if node is not None else ())
    whole = Period.parse(objection.assessment.period)
    given = rows.filter(by_id__isnull=False).values_list("by_id", "period")
    found = {key for key, period in given if whole.contains(Period.parse(period))}
    return found | _deciders(result) if objection.node in ("", tree.code) else found


def _deciders(result: Result) -> set[UUID]:
    """The two persons of each decision for another result."""
    decided = Override.objects.filter(
        assessment=result.assessment_id,
        organization=result.organization_id,
        kind=Deviation.OVERRIDE,
        confirmed_by_id__isnull=False,
    )
    pairs = decided.values_list("proposed_by_id", "confirmed_by_id")
    return {person for pair in pairs for person in pair if person is not None}
