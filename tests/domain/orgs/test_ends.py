"""Ends of organisations: closed, merged or split, their history stays."""

from datetime import date, timedelta

import pytest

from taizhang.domain.orgs.actions.tree import (
    OrganizationEntry,
    close,
    merge,
    rename,
    split,
)
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Group, Membership, Organization, Placement, Post
from taizhang.domain.orgs.names import children, placement
from taizhang.kernel.errors import Refused
from tests.factories import orgs
from tests.factories.orgs import DAY, SEED

BEFORE = DAY - timedelta(days=1)
FEBRUARY = date(2018, 2, 1)


def refusal(code: str):
    """The expectation of a refusal with a code."""
    return pytest.raises(Refused, check=lambda error: error.code == code)


def rows(organization: Organization) -> list[Placement]:
    return list(Placement.objects.filter(organization=organization).order_by("starts_on"))


def test_closing_is_refused_while_members_or_organisations_remain_and_says_how_many(cast):
    with refusal("orgs.close-in-use") as refused:
        close(organization=cast.first, on=DAY, because="撤销", by=SEED)
    assert "9" in str(refused.value)
    with refusal("orgs.close-in-use") as refused:
        close(organization=cast.community, on=DAY, because="撤销", by=SEED)
    assert "2" in str(refused.value)


def test_a_closed_organisation_stays_in_the_days_before(cast):
    branch = orgs.branch(cast.community)
    close(organization=branch, on=DAY, because="撤销", by=SEED)
    assert placement(branch, BEFORE).organization == branch
    with refusal("orgs.not-standing"):
        placement(branch, DAY)
    with refusal("orgs.closed"):
        rename(organization=branch, name="新名", short_name="", on=DAY, because="更名", by=SEED)


def test_an_organisation_renamed_and_closed_on_one_day_ends_the_day_before(cast):
    branch = orgs.branch(cast.community)
    rename(organization=branch, name="新名", short_name="", on=DAY, because="更名", by=SEED)
    assert close(organization=branch, on=DAY, because="撤销", by=SEED).ends_on == BEFORE


def test_nothing_ends_on_the_day_it_was_founded(cast):
    branch = orgs.branch(cast.community, founded_on=DAY)
    with refusal("orgs.ends-same-day"):
        close(organization=branch, on=DAY, because="撤销", by=SEED)


def test_a_merger_moves_members_ends_posts_and_keeps_history(cast):
    orgs.group(cast.second)
    merge(organization=cast.second, into=cast.first, on=DAY, because="合并", by=SEED)
    assert Membership.objects.on(DAY).filter(organization=cast.first).count() == 13
    assert Membership.objects.on(BEFORE).filter(organization=cast.second).count() == 4
    assert not Membership.objects.on(DAY).filter(organization=cast.second).exists()
    assert not Post.objects.on(DAY).filter(organization=cast.second).exists()
    assert not Group.objects.on(DAY).filter(organization=cast.second).exists()
    assert rows(cast.second)[-1].ends_on == BEFORE


def test_merging_communities_takes_the_branches_along(cast):
    other = orgs.organization(Kind.COMMUNITY, under=cast.street)
    merge(organization=cast.community, into=other, on=DAY, because="合并", by=SEED)
    assert {each.organization for each in children(placement(other, DAY), DAY)} == {cast.first, cast.second}


def test_a_merger_that_cannot_take_the_members_changes_nothing(cast):
    with refusal("orgs.takes-no-members"):
        merge(organization=cast.second, into=cast.community, on=DAY, because="合并", by=SEED)
    assert placement(cast.second, DAY).ends_on is None
    with refusal("orgs.merge-self"):
        merge(organization=cast.second, into=cast.second, on=DAY, because="合并", by=SEED)


def test_a_split_takes_some_members_into_a_new_branch(cast):
    leaving = [row.person for row in Membership.objects.filter(organization=cast.first).select_related("person")[:3]]
    entry = OrganizationEntry(
        "HJ3", "汇金社区第三支部", "", Kind.BRANCH, Category.COMMUNITY, DAY, cast.community, because="拆分"
    )
    made = split(organization=cast.first, entry=entry, people=leaving, on=DAY, by=SEED)
    assert Membership.objects.on(DAY).filter(organization=made).count() == 3
    assert Membership.objects.on(DAY).filter(organization=cast.first).count() == 6
    assert not Post.objects.on(DAY).filter(organization=cast.first, person__in=leaving).exists()


def test_a_split_takes_nobody_who_is_no_member(cast):
    entry = OrganizationEntry("HJ3", "三支部", "", Kind.BRANCH, Category.COMMUNITY, DAY, cast.community, because="拆")
    with refusal("orgs.split-strangers"):
        split(organization=cast.first, entry=entry, people=[cast.leader.person], on=DAY, by=SEED)
    assert not Organization.objects.filter(code="HJ3").exists()
