"""The facts that rules ask for, the roster of a day, and the figures of offices and posts."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from taizhang.domain.orgs import measures
from taizhang.domain.orgs.actions.groups import dissolve_group, form_group, regroup
from taizhang.domain.orgs.actions.offices import open_office
from taizhang.domain.orgs.actions.people import amend, exempt, transfer
from taizhang.domain.orgs.actions.posts import PostEntry, appoint, appoint_many, release
from taizhang.domain.orgs.actions.tree import describe
from taizhang.domain.orgs.facts import facts
from taizhang.domain.orgs.kinds import Category, Kind, PostKind
from taizhang.domain.orgs.models import Group, Membership, Post
from taizhang.domain.orgs.models.membership import Ground, Standing
from taizhang.domain.orgs.roster import members_on
from taizhang.kernel.errors import Refused
from tests.factories import orgs
from tests.factories.orgs import DAY, FOUNDED, SEED

BEFORE = DAY - timedelta(days=1)


def refusal(code: str):
    """The expectation of a refusal with a code."""
    return pytest.raises(Refused, check=lambda error: error.code == code)


def of(organization, on=DAY):
    return facts([organization.pk], on)[organization.pk]


# Facts


def test_a_branch_with_three_posts_has_a_committee_and_one_with_one_has_none(cast):
    first, second = of(cast.first), of(cast.second)
    assert (first.members, first.formal_members, first.committee_members, first.has_committee) == (9, 9, 3, True)
    assert (second.members, second.committee_members, second.has_committee) == (4, 1, False)
    assert (first.category, first.level, first.kind, first.term_years) == ("A", "S", "branch", 3)
    assert of(cast.joint).category == "D"
    assert (of(cast.street).level, of(cast.street).members, of(cast.street).term_years) == ("W", 0, 5)


def test_facts_are_those_of_the_day(cast):
    transfer(person=cast.member.person, to=cast.second, on=DAY, because="调动", by=SEED)
    assert (of(cast.first, BEFORE).members, of(cast.first).members, of(cast.second).members) == (9, 8, 5)
    assert cast.first.pk not in facts(None, FOUNDED - timedelta(days=1))


def test_voters_are_formal_members_whose_registration_is_normal(cast):
    orgs.person(cast.second, standing=Standing.PROBATIONARY)
    amend(person=cast.other_secretary.person, changes={"registration": "suspended"}, because="停止党籍", by=SEED)
    second = of(cast.second)
    assert (second.formal_members, second.probationary_members, second.voters) == (4, 1, 3)


def test_floating_and_exempt_members_and_leading_cadres_are_counted_once_each(cast):
    person = cast.other_secretary.person
    amend(person=person, changes={"floating_since": DAY, "floating_to": "广东"}, because="外出", by=SEED)
    exempt(person=person, ground=Ground.FLOATING, starts_on=DAY, ends_on=None, by=SEED)
    second, unit = of(cast.second), of(cast.unit_branch)
    assert (second.floating_members, second.exempt_members, second.members) == (1, 1, 4)
    assert (of(cast.second, BEFORE).floating_members, of(cast.second, BEFORE).exempt_members) == (0, 0)
    assert unit.leading_cadres == 1


@pytest.mark.parametrize(
    ("elected_on", "ends"),
    [
        (date(2015, 6, 1), True),
        (date(2015, 1, 1), True),
        (date(2016, 1, 1), False),
        (date(2014, 12, 31), False),
        (None, False),
    ],
)
def test_a_term_ends_within_the_year_that_its_years_lead_to(cast, elected_on, ends):
    if elected_on:
        describe(organization=cast.first, facts={"elected_on": elected_on}, by=SEED)
    assert of(cast.first).term_ends_within_year is ends


def test_facts_of_any_number_are_the_same_few_queries(cast, django_assert_num_queries):
    with django_assert_num_queries(4):
        assert len(facts(None, DAY)) == 8
    for _number in range(10):
        orgs.branch(cast.community)
    with django_assert_num_queries(4):
        assert len(facts(None, DAY)) == 18


def test_values_name_every_fact_for_a_condition(cast):
    values = of(cast.first).values()
    assert values == asdict(of(cast.first))
    assert type(values["level"]) is str


# The roster


def test_the_roster_knows_standing_exemption_and_posts_in_three_queries(cast, django_assert_num_queries):
    orgs.exemption(cast.member.person)
    with django_assert_num_queries(3):
        members = {each.person.name: each for each in members_on(cast.first.pk, DAY)}
    assert len(members) == 9
    assert members["王师傅"].exemption.ground == Ground.ARTICLE_23
    assert members["周建华"].committee
    assert not members["李小川"].committee
    assert members["李小川"].formal


def test_the_roster_of_a_day_leaves_out_who_came_later(cast):
    orgs.person(cast.first, starts_on=DAY)
    assert len(members_on(cast.first.pk, BEFORE)) == 9


# Posts


def test_a_second_secretary_is_refused_with_the_name_of_the_first(cast):
    with refusal("orgs.post-taken") as refused:
        appoint(person=cast.member.person, organization=cast.first, kind=PostKind.SECRETARY, starts_on=DAY, by=SEED)
    assert "周建华" in str(refused.value)


def test_a_new_secretary_follows_one_who_was_released(cast):
    release(post=Post.objects.get(person=cast.secretary.person), on=DAY, by=SEED)
    appoint(person=cast.member.person, organization=cast.first, kind=PostKind.SECRETARY, starts_on=DAY, by=SEED)
    held = Post.objects.on(DAY).get(organization=cast.first, kind=PostKind.SECRETARY)
    assert held.person_id == cast.member.person_id
    assert Post.objects.on(BEFORE).get(organization=cast.first, kind=PostKind.SECRETARY).person_id != held.person_id


@pytest.mark.parametrize(
    ("kind", "who", "on", "code"),
    [
        (PostKind.OFFICE_STAFF, "member", DAY, "orgs.no-such-post"),
        (PostKind.PUBLICITY, "system_admin", DAY, "orgs.post-formal"),
        (PostKind.PUBLICITY, "member", date(2118, 1, 1), "orgs.day"),
        (PostKind.PUBLICITY, "member", date(2009, 1, 1), "orgs.not-standing"),
    ],
)
def test_a_post_that_cannot_be_held_is_refused(cast, kind, who, on, code):
    with refusal(code):
        appoint(person=getattr(cast, who).person, organization=cast.first, kind=kind, starts_on=on, by=SEED)


def test_the_committee_of_a_branch_has_at_most_seven_members(cast):
    people = [orgs.person(cast.first) for _number in range(5)]
    entries = [PostEntry(person, cast.first, PostKind.COMMISSIONER, DAY) for person in people]
    assert len(appoint_many(entries=entries[:4], by=SEED)) == 4
    with refusal("orgs.committee-full"):
        appoint_many(entries=entries[4:], by=SEED)


def test_a_list_of_posts_with_one_wrong_one_appoints_nobody(cast):
    person = orgs.person(cast.first)
    entries = [PostEntry(person, cast.first, kind, DAY) for kind in (PostKind.DISCIPLINE, PostKind.SECRETARY)]
    with refusal("orgs.post-taken"):
        appoint_many(entries=entries, by=SEED)
    assert not Post.objects.filter(person=person).exists()


# Offices and groups


def test_figures_of_offices_count_streets_and_units_with_and_without_one(cast):
    assert (measures.offices_units(DAY), measures.offices_coverage_gaps(DAY)) == (2, 0)
    orgs.street()
    assert measures.offices_coverage_gaps(DAY) == 1
    assert measures.offices_coverage(DAY).numerator == 2
    assert measures.offices_units(FOUNDED - timedelta(days=1)) == 0


def test_the_range_of_staff_counts_empty_offices_as_nought(cast):
    assert measures.offices_staff_range(DAY) == (0, 1)
    staff = [orgs.person(cast.unit_branch) for _number in range(2)]
    appoint_many(entries=[PostEntry(each, cast.unit, PostKind.OFFICE_STAFF, DAY) for each in staff], by=SEED)
    assert measures.offices_staff_range(DAY) == (1, 2)


def test_communities_with_a_full_time_deputy_secretary_are_counted_once_each(cast):
    assert measures.deputy_secretaries(DAY) == 0
    for person in (cast.member.person, cast.recorder.person):
        appoint(person=person, organization=cast.community, kind=PostKind.FULLTIME_DEPUTY, starts_on=DAY, by=SEED)
    appoint(person=cast.member.person, organization=cast.street, kind=PostKind.FULLTIME_DEPUTY, starts_on=DAY, by=SEED)
    assert (measures.deputy_secretaries(BEFORE), measures.deputy_secretaries(DAY)) == (0, 1)


def test_a_branch_sets_up_no_office_and_nobody_sets_up_two(cast):
    with refusal("orgs.no-office"):
        open_office(organization=cast.first, name="党建办", starts_on=DAY, by=SEED)
    with refusal("orgs.second-office"):
        open_office(organization=cast.street, name="党建办", starts_on=DAY, by=SEED)


def test_a_group_is_formed_filled_and_dissolved(cast):
    group = form_group(organization=cast.first, name="第一党小组", starts_on=FOUNDED, by=SEED)
    regroup(group=group, people=[cast.member.person], on=DAY, by=SEED)
    assert (of(cast.first).group_count, Membership.objects.filter(group=group).count()) == (1, 1)
    dissolve_group(group=group, on=DAY, by=SEED)
    assert (of(cast.first).group_count, Membership.objects.filter(group=group).count()) == (0, 0)
    assert of(cast.first, BEFORE).group_count == 1


def test_groups_are_formed_in_branches_once_and_of_their_own_members(cast):
    group = form_group(organization=cast.first, name="第一党小组", starts_on=FOUNDED, by=SEED)
    with refusal("orgs.group-name"):
        form_group(organization=cast.first, name="第一党小组", starts_on=DAY, by=SEED)
    with refusal("orgs.group-kind"):
        form_group(organization=cast.street, name="第一党小组", starts_on=DAY, by=SEED)
    with refusal("orgs.group-strangers"):
        regroup(group=group, people=[cast.leader.person], on=DAY, by=SEED)
    assert Group.objects.count() == 1


def test_every_kind_of_organisation_has_a_form_and_a_category_of_its_own():
    from taizhang.domain.orgs.kinds import FORMS

    assert set(FORMS) == set(Kind)
    assert {each.value for each in Category} == set("ABCD")
