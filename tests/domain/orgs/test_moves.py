"""The tree: every change holds from a day on, and every day before it stays as it was."""

from datetime import date, timedelta

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.actions.tree import (
    close,
    move,
    reclassify,
    rename,
)
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.domain.orgs.names import placement
from taizhang.kernel.errors import Refused
from tests.factories import orgs
from tests.factories.orgs import DAY, FOUNDED, SEED

BEFORE = DAY - timedelta(days=1)
FEBRUARY = date(2018, 2, 1)


def refusal(code: str):
    """The expectation of a refusal with a code."""
    return pytest.raises(Refused, check=lambda error: error.code == code)


def rows(organization: Organization) -> list[Placement]:
    return list(Placement.objects.filter(organization=organization).order_by("starts_on"))


def test_a_new_name_holds_from_its_day_and_the_old_one_before(cast):
    rename(organization=cast.first, name="汇金社区先锋支部", short_name="先锋支部", on=DAY, because="更名", by=SEED)
    assert placement(cast.first, BEFORE).name == "汇金社区第一支部"
    assert placement(cast.first, DAY).name == "汇金社区先锋支部"
    assert [each.ends_on for each in rows(cast.first)] == [BEFORE, None]


def test_renamed_twice_on_one_day_the_second_name_holds_and_both_acts_are_kept(cast):
    for name in ("先锋支部", "红旗支部"):
        rename(organization=cast.first, name=name, short_name="", on=DAY, because="更名", by=SEED)
    assert [each.name for each in rows(cast.first)] == ["汇金社区第一支部", "红旗支部"]
    assert AuditEntry.objects.about(cast.first.pk).filter(verb="orgs.rename").count() == 2


@pytest.mark.parametrize(
    ("on", "because", "code"),
    [
        (FOUNDED - timedelta(days=1), "更名", "orgs.before-founding"),
        (date(2118, 5, 31), "更名", "orgs.day"),
        (DAY, "  ", "orgs.reason"),
        (DAY, "长" * 201, "orgs.reason"),
    ],
)
def test_a_name_is_not_changed_on_an_impossible_day_or_without_reason(cast, on, because, code):
    with refusal(code):
        rename(organization=cast.first, name="新名", short_name="", on=on, because=because, by=SEED)


def test_a_change_before_a_known_later_one_is_refused(cast):
    rename(organization=cast.first, name="新名", short_name="", on=DAY, because="更名", by=SEED)
    with refusal("orgs.later-change"):
        rename(organization=cast.first, name="旧名", short_name="", on=FEBRUARY, because="更名", by=SEED)


def test_a_branch_becomes_a_joint_branch_from_a_day(cast):
    reclassify(
        organization=cast.second,
        kind=Kind.JOINT_BRANCH,
        category=Category.NON_PUBLIC,
        on=DAY,
        because="合建",
        by=SEED,
    )
    assert [(each.kind, each.category) for each in rows(cast.second)] == [("branch", "A"), ("joint_branch", "D")]


def test_a_community_with_branches_cannot_become_a_kind_that_has_none(cast):
    with refusal("orgs.kind-under"):
        reclassify(
            organization=cast.community, kind=Kind.BRANCH, category=Category.RURAL, on=DAY, because="改", by=SEED
        )


def test_a_branch_with_members_cannot_become_a_kind_without(cast):
    with refusal("orgs.kind-members"):
        reclassify(organization=cast.second, kind=Kind.GENERAL, category=Category.RURAL, on=DAY, because="改", by=SEED)


def test_a_move_takes_everything_below_along_from_its_day(cast):
    street = orgs.street(name="淮河路街道")
    move(organization=cast.community, under=street, on=DAY, because="区划调整", by=SEED)
    new, old = placement(street, DAY).path, placement(cast.street, DAY).path
    for each in (cast.community, cast.first, cast.second):
        assert placement(each, BEFORE).path.startswith(old)
        assert placement(each, DAY).path.startswith(new)
    assert placement(cast.joint, DAY).path.startswith(old)
    assert placement(cast.community, DAY).parent_id == street.pk
    assert placement(cast.first, DAY).parent_id == cast.community.pk


def test_moved_twice_on_one_day_only_the_last_place_counts(cast):
    streets = [orgs.street(), orgs.street()]
    for street in streets:
        move(organization=cast.community, under=street, on=DAY, because="区划调整", by=SEED)
    for each in (cast.community, cast.first, cast.second):
        assert len(rows(each)) == 2
        assert placement(each, DAY).path.startswith(placement(streets[1], DAY).path)


def test_a_branch_that_was_renamed_on_the_day_of_the_move_keeps_its_new_name(cast):
    rename(organization=cast.first, name="先锋支部", short_name="", on=DAY, because="更名", by=SEED)
    street = orgs.street()
    move(organization=cast.community, under=street, on=DAY, because="区划调整", by=SEED)
    assert placement(cast.first, DAY).name == "先锋支部"
    assert len(rows(cast.first)) == 2


def test_a_move_is_a_fixed_number_of_queries_for_any_subtree(cast, django_assert_max_num_queries):
    street = orgs.street()
    for _number in range(20):
        orgs.branch(cast.community)
    with django_assert_max_num_queries(20):
        move(organization=cast.community, under=street, on=DAY, because="区划调整", by=SEED)


def test_a_cycle_is_refused_in_a_sentence_that_names_both(db):
    street = orgs.street()
    general = orgs.organization(Kind.GENERAL, under=street, name="总支")
    orgs.branch(general)
    community = orgs.organization(Kind.COMMUNITY, under=street, name="社区")
    move(organization=general, under=community, on=FEBRUARY, because="调整", by=SEED)
    with refusal("orgs.cycle") as refused:
        move(organization=community, under=general, on=DAY, because="调整", by=SEED)
    assert "社区" in str(refused.value)
    assert "总支" in str(refused.value)
    with refusal("orgs.cycle"):
        move(organization=community, under=community, on=DAY, because="调整", by=SEED)


def test_nothing_moves_under_a_kind_that_does_not_carry_it(cast):
    with refusal("orgs.kind-under"):
        move(organization=cast.first, under=cast.district, on=DAY, because="调整", by=SEED)


def test_nothing_moves_under_a_closed_or_unknown_organisation(cast):
    closed = orgs.organization(Kind.COMMUNITY, under=cast.street)
    close(organization=closed, on=DAY, because="撤销", by=SEED)
    with refusal("orgs.closed"):
        move(organization=cast.first, under=closed, on=BEFORE, because="调整", by=SEED)
    with refusal("orgs.not-standing"):
        move(organization=cast.first, under=closed, on=DAY, because="调整", by=SEED)


def test_a_move_before_a_later_change_below_is_refused(cast):
    rename(organization=cast.first, name="先锋支部", short_name="", on=DAY, because="更名", by=SEED)
    with refusal("orgs.later-change"):
        move(organization=cast.community, under=orgs.street(), on=FEBRUARY, because="调整", by=SEED)
