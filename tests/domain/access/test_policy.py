"""Who may: every test is a sentence about someone's rights."""

from datetime import date, timedelta

import pytest

from taizhang.domain.access.actions import close_account, end_grant
from taizhang.domain.access.models import Grant
from taizhang.domain.access.policy import Reachable, is_self, may, reachable, roles, scope, within
from taizhang.domain.access.roles import Permission, Reach, Role
from taizhang.domain.orgs.actions.tree import close, move
from taizhang.domain.orgs.models import Membership, Placement
from tests.factories import access, orgs
from tests.factories.orgs import DAY, SEED

P = Permission


def test_a_secretary_writes_records_of_the_own_branch_and_of_no_other(cast):
    assert may(cast.secretary, P.RECORDS_WRITE, cast.first.pk, on=DAY)
    assert not may(cast.secretary, P.RECORDS_WRITE, cast.second.pk, on=DAY)
    assert not may(cast.secretary, P.RECORDS_REVIEW, cast.first.pk, on=DAY)


def test_a_street_officer_reviews_everything_under_the_street_and_nothing_of_a_unit(cast):
    below = (cast.community, cast.first, cast.second, cast.joint, cast.street)
    assert all(may(cast.street_officer, P.RECORDS_REVIEW, each.pk, on=DAY) for each in below)
    assert not may(cast.street_officer, P.RECORDS_REVIEW, cast.unit_branch.pk, on=DAY)
    assert not may(cast.street_officer, P.RECORDS_REVIEW, cast.district.pk, on=DAY)


def test_a_leader_reads_the_whole_district_and_changes_nothing(cast):
    assert scope(cast.leader, P.RECORDS_VIEW, on=DAY).everything
    assert not may(cast.leader, P.RECORDS_WRITE, on=DAY)
    assert not may(cast.leader, P.DUTIES_WAIVE, on=DAY)


@pytest.mark.parametrize("part", ["system_admin", "security_admin", "audit_admin"])
def test_an_administrator_sees_no_business_data(cast, part):
    account = getattr(cast, part)
    business = {each for each in P if each not in (P.ACCOUNTS_MANAGE, P.CONNECTORS_SET, P.GRANTS_MANAGE, P.AUDIT_VIEW)}
    assert not any(may(account, each, on=DAY) for each in business)
    assert within(Membership.objects.all(), account, P.PEOPLE_VIEW, on=DAY).count() == 0


def test_a_member_without_grants_may_nothing_but_is_himself(cast):
    assert not any(may(cast.member, each, on=DAY) for each in P)
    assert is_self(cast.member, cast.member.person_id)
    assert not is_self(cast.member, cast.secretary.person_id)


def test_a_closed_account_may_nothing_at_all(cast):
    close_account(account=cast.secretary, by=access.actor(cast.system_admin))
    account = cast.reloaded("secretary")
    assert not may(account, P.RECORDS_WRITE, on=DAY)
    assert roles(account, DAY) == ()
    assert not is_self(account, account.person_id)


def test_a_grant_counts_from_its_first_day_to_its_last(cast):
    grant = Grant.objects.get(person=cast.secretary.person)
    end_grant(grant=grant, on=DAY, by=SEED)
    account = cast.reloaded("secretary")
    assert may(account, P.RECORDS_WRITE, on=DAY - timedelta(days=1))
    assert not may(account, P.RECORDS_WRITE, on=DAY)
    assert not may(account, P.RECORDS_WRITE, on=orgs.FOUNDED - timedelta(days=1))


def test_a_reach_below_leaves_out_the_organisation_itself(cast):
    account = access.account(orgs.person(cast.second))
    access.grant(account, Role.OFFICE, cast.street, Reach.BELOW)
    assert may(account, P.RECORDS_REVIEW, cast.joint.pk, on=DAY)
    assert not may(account, P.RECORDS_REVIEW, cast.street.pk, on=DAY)
    names = reachable(account, P.RECORDS_REVIEW, on=DAY).values_list("short_name", flat=True)
    assert set(names) == {"汇金社区", "汇金一支部", "汇金二支部", "大学路联合支部"}


def test_within_gives_a_street_officer_the_members_of_the_street_only(cast):
    rows = within(Membership.objects.on(DAY), cast.street_officer, P.PEOPLE_VIEW, on=DAY)
    assert set(rows.values_list("org_short", flat=True)) == {"汇金一支部", "汇金二支部", "大学路联合支部"}
    assert rows.count() == 16


def test_rows_that_are_placed_already_are_not_placed_again(cast):
    rows = within(Membership.objects.on(DAY).placed(DAY), cast.secretary, P.PEOPLE_VIEW, on=DAY)
    assert rows.count() == 9


def test_a_branch_that_moves_is_seen_by_its_new_street_from_that_day(cast):
    street = orgs.street(name="淮河路街道")
    move(organization=cast.joint, under=street, on=DAY, because="区划调整", by=SEED)
    account = cast.reloaded("street_officer")
    assert may(account, P.RECORDS_VIEW, cast.joint.pk, on=DAY - timedelta(days=1))
    assert not may(account, P.RECORDS_VIEW, cast.joint.pk, on=DAY)


def test_a_closed_organisation_is_still_reached_where_it_last_stood(cast):
    branch = orgs.branch(cast.street)
    close(organization=branch, on=DAY, because="撤销", by=SEED)
    assert may(cast.street_officer, P.RECORDS_VIEW, branch.pk, on=DAY)


def test_grants_are_read_once_a_request(cast, django_assert_num_queries):
    account = cast.reloaded("street_officer")
    with django_assert_num_queries(1):
        for permission in P:
            may(account, permission, on=DAY)
            scope(account, permission, on=DAY)


def test_many_grants_stay_one_condition_and_one_query(cast, django_assert_num_queries):
    account = access.account(orgs.person(cast.second))
    for over in (cast.first, cast.second, cast.unit_branch):
        access.grant(account, Role.SECRETARY, over, Reach.OWN)
    scope(account, P.PEOPLE_VIEW, on=DAY)
    with django_assert_num_queries(1):
        assert len(within(Membership.objects.on(DAY), account, P.PEOPLE_VIEW, on=DAY)) == 9 + 5 + 3


def test_parts_within_other_parts_are_left_out(cast):
    account = access.account(orgs.person(cast.second))
    access.grant(account, Role.LEADER, cast.street, Reach.SUBTREE)
    access.grant(account, Role.SECRETARY, cast.first, Reach.OWN)
    path = Placement.objects.get(organization=cast.street).path
    assert scope(account, P.RECORDS_VIEW, on=DAY).paths == (Reachable(path, Reach.SUBTREE),)


def test_nobody_in_particular_may_nothing(db):
    from django.contrib.auth.models import AnonymousUser

    assert not may(AnonymousUser(), P.ORGS_VIEW, on=date(2018, 5, 31))
