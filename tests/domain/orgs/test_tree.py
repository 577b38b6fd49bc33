"""The tree: every change holds from a day on, and every day before it stays as it was."""

from datetime import date, timedelta

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.actions.tree import (
    OrganizationEntry,
    close,
    describe,
    found,
    found_many,
    merge,
    move,
    reclassify,
    rename,
    split,
)
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Group, Membership, Organization, Placement, Post
from taizhang.domain.orgs.names import ancestors, children, placement, reviewer_of, reviewers_of
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7
from tests.factories import orgs
from tests.factories.orgs import DAY, FOUNDED, SEED

BEFORE = DAY - timedelta(days=1)
FEBRUARY = date(2018, 2, 1)


def refusal(code: str):
    """The expectation of a refusal with a code."""
    return pytest.raises(Refused, check=lambda error: error.code == code)


def rows(organization: Organization) -> list[Placement]:
    return list(Placement.objects.filter(organization=organization).order_by("starts_on"))


# Founding


def test_paths_are_made_of_labels_from_the_top_down(cast):
    labels = [each.label for each in (cast.district, cast.street, cast.community, cast.first)]
    assert placement(cast.first, DAY).path == "/" + "/".join(labels) + "/"
    assert [each.organization for each in ancestors(placement(cast.first, DAY), DAY)] == [
        cast.district,
        cast.street,
        cast.community,
    ]


def test_the_same_entry_sent_twice_founds_one_organisation(cast):
    entry = OrganizationEntry("NEW", "新支部", "", Kind.BRANCH, Category.COMMUNITY, FOUNDED, cast.community, id=uuid7())
    assert found(entry=entry, by=SEED) == found(entry=entry, by=SEED)
    assert AuditEntry.objects.about(entry.id).count() == 1


def test_a_village_under_a_street_may_be_of_another_category(cast):
    village = orgs.organization(Kind.COMMUNITY, under=cast.street, category=Category.RURAL)
    assert placement(village, DAY).category == "B"
    assert placement(cast.street, DAY).category == "A"


def test_a_thousand_organisations_are_founded_in_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    entries = [
        OrganizationEntry(f"M{number}", f"第{number}支部", "", Kind.BRANCH, Category.RURAL, FOUNDED, cast.community)
        for number in range(60)
    ]
    with django_assert_max_num_queries(14):
        made = found_many(entries=entries, by=SEED)
    assert len({each.label for each in made}) == 60
    assert AuditEntry.objects.filter(verb="orgs.found", organization_id__in=[each.pk for each in made]).count() == 60


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"parent": "NOWHERE"}, "orgs.unknown-parent"),
        ({"parent": None}, "orgs.no-parent"),
        ({"code": "HJ1"}, "orgs.code-taken"),
        ({"code": "ＨＪ９"}, "characters.full_width"),
        ({"code": "A/B"}, "orgs.code"),
        ({"name": " "}, "orgs.name"),
        ({"name": "长" * 201}, "orgs.name"),
        ({"founded_on": date(2118, 1, 1)}, "orgs.day"),
        ({"founded_on": date(1018, 1, 1)}, "orgs.day"),
        ({"founded_on": date(2009, 1, 1)}, "orgs.parent-younger"),
        ({"kind": Kind.STREET}, "orgs.kind-under"),
        ({"kind": Kind.DISTRICT, "parent": None}, "orgs.second-top"),
        ({"described": {"credit_code": "123"}}, "identity.credit_code"),
        ({"described": {"elected_on": date(2118, 1, 1)}}, "orgs.day"),
        ({"described": {"elected_on": "soon"}}, "orgs.wrong-value"),
        ({"described": {"label": "1"}}, "orgs.unknown-field"),
    ],
)
def test_what_cannot_be_founded_is_refused_and_nothing_is_written(cast, changes, code):
    values = {
        "code": "NEW",
        "name": "新支部",
        "short_name": "新",
        "kind": Kind.BRANCH,
        "category": Category.COMMUNITY,
        "founded_on": FOUNDED,
        "parent": cast.community,
    }
    before = Organization.objects.count(), AuditEntry.objects.count()
    good = OrganizationEntry("GOOD", "好支部", "好", Kind.BRANCH, Category.COMMUNITY, FOUNDED, cast.community)
    with refusal(code):
        found_many(entries=[good, OrganizationEntry(**{**values, **changes})], by=SEED)
    assert (Organization.objects.count(), AuditEntry.objects.count()) == before


def test_the_same_code_twice_in_one_list_is_refused(cast):
    entry = OrganizationEntry("TWICE", "支部", "", Kind.BRANCH, Category.COMMUNITY, FOUNDED, cast.community)
    with refusal("orgs.code-taken"):
        found_many(entries=[entry, entry], by=SEED)


def test_nothing_is_founded_before_the_parent_moved_there(cast):
    street = orgs.street()
    move(organization=cast.community, under=street, on=FEBRUARY, because="区划调整", by=SEED)
    with refusal("orgs.later-change"):
        orgs.branch(cast.community, founded_on=date(2018, 1, 1))
    branch = orgs.branch(cast.community, founded_on=FEBRUARY)
    assert placement(branch, DAY).path.startswith(placement(street, DAY).path)


# Names


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


# Moves


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


# Ends


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


# Description and review


def test_contact_fields_are_changed_and_the_old_values_kept_in_the_trail(cast):
    described = describe(
        organization=cast.joint,
        facts={"unit_name": "大学路商圈", "unit_situation": "joint", "credit_code": "91410100ma40000000"},
        by=SEED,
    )
    assert described.credit_code == "91410100MA40000000"
    details = AuditEntry.objects.about(cast.joint.pk).latest("number").details
    assert details["unit_name"] == ["", "大学路商圈"]


def test_records_go_to_the_nearest_office_above(cast):
    assert reviewer_of(cast.first.pk, DAY) == cast.street.pk
    assert reviewer_of(cast.unit_branch.pk, DAY) == cast.unit.pk
    assert reviewer_of(cast.street.pk, DAY) == cast.district.pk
    assert reviewer_of(cast.district.pk, DAY) == cast.district.pk


def test_reviewers_of_any_number_are_two_queries_and_leave_out_who_did_not_exist(cast, django_assert_num_queries):
    with django_assert_num_queries(2):
        found_ = reviewers_of([cast.first.pk, cast.joint.pk, uuid7()], DAY)
    assert found_ == {cast.first.pk: cast.street.pk, cast.joint.pk: cast.street.pk}


def test_a_place_seen_as_of_a_day_comes_in_the_same_query(cast, django_assert_num_queries):
    path = placement(cast.street, DAY).path
    with django_assert_num_queries(1):
        members = list(Membership.objects.on(DAY).select_related("person").placed(DAY).under(path))
    assert {each.org_short for each in members} == {"汇金一支部", "汇金二支部", "大学路联合支部"}
    assert members[0].person.name


def test_a_placed_row_joins_the_placements_once(cast):
    query = str(Membership.objects.on(DAY).placed(DAY).under("/1/").query)
    assert query.count('JOIN "orgs_placement"') == 1
