"""The demo's street heard three branches on 2017 and prepares the meeting on 2018."""

from seeds import reviewing
from taizhang.domain.access.roles import Role
from taizhang.domain.assessments.models import PanelSeat, ReviewMeeting
from taizhang.domain.assessments.review_votes import Votes, review_votes
from taizhang.domain.orgs.kinds import Kind
from tests.factories import access, orgs
from tests.people import assemble


def test_one_meeting_is_counted_and_one_is_prepared(db):
    cast = assemble()
    street = orgs.organization(Kind.STREET, under=cast.district, code="410103001")
    branches = [orgs.branch(street) for _number in range(3)]
    access.grant(access.account(orgs.person(branches[2])), Role.OFFICE, street)
    for branch in branches:
        access.grant(over=branch)
    reviewing.furnish()
    assert sorted(ReviewMeeting.objects.values_list("year", "stage")) == [(2017, "closed"), (2018, "preparing")]
    assert review_votes(["/"], 2017, orgs.DAY)[branches[0].pk] == Votes(good=4, fairly=1)
    assert review_votes(["/"], 2018, orgs.DAY) == {}
    assert not PanelSeat.objects.filter(code__isnull=False).exists()
