"""Who holds a permission over an organisation: the same people that `may` lets in."""

import pytest

from taizhang.domain.access.actions import close_account
from taizhang.domain.access.models import Account
from taizhang.domain.access.policy import holders, holders_below, may
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.names import placement
from tests import people
from tests.factories.orgs import DAY, SEED

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return people.assemble()


@pytest.mark.parametrize("permission", [Permission.RECORDS_WRITE, Permission.RECORDS_REVIEW, Permission.GRANTS_MANAGE])
@pytest.mark.parametrize("place", ["district", "street", "first", "unit_branch"])
def test_the_holders_are_whom_may_lets_in(cast, permission, place):
    organization = getattr(cast, place)
    allowed = {a.person_id for a in Account.objects.all() if may(a, permission, organization.pk, on=DAY)}
    assert set(holders(permission, organization_id=organization.pk, on=DAY)) == allowed
    assert set(holders(permission, path=placement(organization, DAY).path, on=DAY)) == allowed


def test_the_nearest_comes_first(cast):
    found = holders(Permission.RECORDS_REVIEW, organization_id=cast.first.pk, on=DAY)
    assert found == [cast.street_officer.person_id, cast.district_officer.person_id]


def test_a_closed_account_holds_nothing(cast):
    close_account(account=cast.secretary, by=SEED)
    assert cast.secretary.person_id not in holders(Permission.RECORDS_WRITE, organization_id=cast.first.pk, on=DAY)


def test_below_a_place_each_organization_has_its_own_people(cast):
    found = holders_below(Permission.RECORDS_WRITE, path=placement(cast.street, DAY).path, on=DAY)
    assert found == {
        cast.first.pk: sorted([cast.secretary.person_id, cast.recorder.person_id], key=found[cast.first.pk].index),
        cast.second.pk: [cast.other_secretary.person_id],
    }


def test_an_organization_that_stands_nowhere_has_nobody(cast):
    assert holders(Permission.RECORDS_WRITE, organization_id=cast.secretary.person_id, on=DAY) == []
