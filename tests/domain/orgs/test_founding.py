"""Founding: what enters the tree, where it stands, and who reviews its records."""

from datetime import date, timedelta

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.actions.tree import (
    OrganizationEntry,
    describe,
    found,
    found_many,
    move,
)
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Membership, Organization, Placement
from taizhang.domain.orgs.names import ancestors, placement, reviewer_of, reviewers_of
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
