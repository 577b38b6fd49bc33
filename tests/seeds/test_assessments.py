"""The demo's first quarter went through the whole cycle but the lock, and is computed again to the same bytes."""

from seeds import assessments
from taizhang.domain.access.roles import Role
from taizhang.domain.assessments.changes import changes
from taizhang.domain.assessments.freezing import again, kept
from taizhang.domain.assessments.models import Assessment, Objection, Result, SchemeVersion, Stage
from taizhang.domain.orgs.kinds import Kind
from tests.domain.assessments.quarter import owed
from tests.factories import access, orgs
from tests.people import assemble


def test_the_first_quarter_was_previewed_objected_to_answered_and_published(db):
    cast = assemble()
    street = orgs.organization(Kind.STREET, under=cast.district, code="410103001")
    branches = [orgs.branch(street) for _number in range(3)]
    access.grant(role=Role.DISTRICT_OFFICE, over=cast.district)
    access.grant(access.account(orgs.person(branches[2])), Role.OFFICE, street)
    for branch in branches:
        access.grant(over=branch)
    owed()
    assessments.furnish()
    assert SchemeVersion.objects.count() == 3
    quarter = Assessment.objects.get()
    assert (quarter.stage, quarter.revision) == (Stage.PUBLISHED, 2)
    objection = Objection.objects.get()
    assert objection.upheld and objection.answered_by_name != quarter.closed_by_name
    assert objection.organization_id in {change.organization_id for change in changes(quarter) if change.of_itself}
    marked = Result.objects.filter(assessment=quarter, revision=2, organization__in=branches, complete=True)
    assert marked.count() == 2  # whoever visits does not mark his own branch
    assert again(quarter) == kept(quarter)
