"""People belong to one organisation a day; who is exempt, and by whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from taizhang.domain.orgs.actions.people import (
    PersonEntry,
    confirm,
    exempt,
    leave,
    lift_exemption,
    people_named,
    register,
    transfer,
)
from taizhang.domain.orgs.models import Exemption, Group, Membership, Person, Post
from taizhang.domain.orgs.models.membership import Ground, Standing
from taizhang.kernel.errors import Refused
from tests.factories import orgs
from tests.factories.access import actor
from tests.factories.orgs import DAY, FOUNDED, SEED, id_number

BEFORE = DAY - timedelta(days=1)
NUMBER = id_number(400)


def refusal(code: str):
    """The expectation of a refusal with a code."""
    return pytest.raises(Refused, check=lambda error: error.code == code)


def entry(cast, **more) -> PersonEntry:
    return replace(PersonEntry("曾小雨", cast.second, starts_on=FOUNDED, id_number=NUMBER), **more)


def enter(cast, **more) -> Person:
    return register(entry=entry(cast, **more), by=SEED, allow_fictional=True)


def test_a_transfer_holds_from_its_day_and_ends_posts_in_the_former_branch(cast):
    person = cast.other_secretary.person
    transfer(person=person, to=cast.joint, on=DAY, because="工作调动", by=SEED)
    assert Membership.objects.on(BEFORE).get(person=person).organization == cast.second
    assert Membership.objects.on(DAY).get(person=person).organization == cast.joint
    assert not Post.objects.on(DAY).filter(person=person).exists()
    assert Post.objects.on(BEFORE).filter(person=person).exists()


def test_transferred_twice_on_one_day_only_the_last_branch_counts(cast):
    person = cast.member.person
    transfer(person=person, to=cast.joint, on=DAY, because="工作调动", by=SEED)
    transfer(person=person, to=cast.second, on=DAY, because="更正", by=SEED)
    assert [row.organization for row in Membership.objects.filter(person=person).order_by("starts_on")] == [
        cast.first,
        cast.second,
    ]


@pytest.mark.parametrize(
    ("to", "on", "because", "code"),
    [
        ("first", DAY, "调动", "orgs.belongs-there"),
        ("street", DAY, "调动", "orgs.takes-no-members"),
        ("second", DAY, "", "orgs.reason"),
        ("second", date(2118, 1, 1), "调动", "orgs.day"),
        ("second", date(2009, 1, 1), "调动", "orgs.belongs-nowhere"),
    ],
)
def test_a_transfer_that_cannot_be_is_refused(cast, to, on, because, code):
    with refusal(code):
        transfer(person=cast.member.person, to=getattr(cast, to), on=on, because=because, by=SEED)


def test_a_transfer_before_a_known_later_one_is_refused(cast):
    transfer(person=cast.member.person, to=cast.second, on=DAY, because="调动", by=SEED)
    with refusal("orgs.later-membership"):
        transfer(person=cast.member.person, to=cast.joint, on=date(2018, 2, 1), because="调动", by=SEED)


def test_a_probationary_member_is_confirmed_after_a_year(cast):
    person = enter(cast, standing=Standing.PROBATIONARY, joined_on=date(2017, 5, 1), starts_on=date(2017, 5, 1))
    with refusal("orgs.probation"):
        confirm(person=person, on=date(2018, 4, 30), by=SEED)
    confirm(person=person, on=date(2018, 5, 1), by=SEED)
    standings = Membership.objects.filter(person=person).order_by("starts_on").values_list("standing", flat=True)
    assert list(standings) == ["probationary", "formal"]
    assert Person.objects.get(pk=person.pk).confirmed_on == date(2018, 5, 1)
    with refusal("orgs.not-probationary"):
        confirm(person=person, on=DAY, by=SEED)


def test_who_leaves_belongs_nowhere_and_holds_no_post(cast):
    leave(person=cast.other_secretary.person, on=DAY, because="退党", by=SEED)
    assert not Membership.objects.on(DAY).filter(person=cast.other_secretary.person).exists()
    assert not Post.objects.on(DAY).filter(person=cast.other_secretary.person).exists()


def test_a_leader_of_a_group_who_leaves_leads_it_no_more(cast):
    group = orgs.group(cast.second)
    Group.objects.filter(pk=group.pk).update(leader=cast.other_secretary.person)
    leave(person=cast.other_secretary.person, on=DAY, because="退党", by=SEED)
    assert Group.objects.get(pk=group.pk).leader is None


def test_members_are_found_by_name_and_namesakes_are_told_apart(cast):
    twins = [orgs.person(cast.second, name="王伟").pk for _each in range(2)]
    found = people_named(cast.second.pk, ["王伟", "陈玉梅", "无人"], DAY)
    assert sorted(found["王伟"]) == sorted(twins)
    assert len(found["陈玉梅"]) == 1
    assert found["无人"] == []


def test_an_exemption_names_its_ground_and_approver_and_no_diagnosis(cast):
    by = actor(cast.secretary)
    exemption = exempt(person=cast.member.person, ground=Ground.ARTICLE_23, starts_on=DAY, ends_on=None, by=by)
    assert exemption.approved_by_id == cast.secretary.person_id
    columns = {field.name for field in Exemption._meta.concrete_fields}
    assert columns == {
        "id", "starts_on", "ends_on", "person", "ground", "approved_by_id", "approved_by_name", "approved_at",
    }  # fmt: skip


def test_nobody_is_exempt_twice_on_a_day(cast):
    exempt(person=cast.member.person, ground=Ground.ABROAD, starts_on=BEFORE, ends_on=DAY, by=SEED)
    with refusal("orgs.exempt-already"):
        exempt(person=cast.member.person, ground=Ground.ARTICLE_23, starts_on=DAY, ends_on=None, by=SEED)
    with refusal("orgs.exemption-backward"):
        exempt(person=cast.member.person, ground=Ground.ARTICLE_23, starts_on=DAY, ends_on=BEFORE, by=SEED)


def test_a_lifted_exemption_holds_until_the_day_before(cast):
    exemption = orgs.exemption(cast.member.person)
    lift_exemption(exemption=exemption, on=DAY, by=SEED)
    assert Exemption.objects.on(BEFORE).filter(person=cast.member.person).exists()
    assert not Exemption.objects.on(DAY).filter(person=cast.member.person).exists()
    with refusal("orgs.exemption-ended"):
        lift_exemption(exemption=exemption, on=DAY + timedelta(days=1), by=SEED)
