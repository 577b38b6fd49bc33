"""Grants: three administrators stay three people, and nobody helps himself."""

import pytest

from taizhang.domain.access.actions import GrantEntry, end_grant, give, give_many
from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import Reach, Role, excluded
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.models import AuditEntry
from taizhang.kernel.errors import Refused
from tests.factories import orgs
from tests.factories.access import actor
from tests.factories.orgs import DAY, NOW, SEED
from tests.people import Cast

ADMINS = [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN]


def offered(cast: Cast, to: str, role: Role, by: str = "security_admin"):
    person = getattr(cast, to).person
    return give(
        person=person,
        role=role,
        organization=cast.first,
        reach=Reach.OWN,
        starts_on=DAY,
        by=actor(getattr(cast, by)),
    )


def test_the_security_administrator_gives_a_role_and_it_is_kept_who_gave_it(cast):
    grant = offered(cast, "member", Role.RECORDER)
    assert grant.granted_by_id == cast.security_admin.person_id
    assert AuditEntry.objects.latest("number").verb == "grants.give"


@pytest.mark.parametrize("by", ["secretary", "district_officer", "system_admin", "audit_admin", "member"])
def test_nobody_but_the_security_administrator_gives_roles(cast, by):
    with pytest.raises(Refused) as refusal:
        offered(cast, "recorder", Role.LEADER, by)
    assert refusal.value.code == "access.not-allowed"


def test_a_person_without_account_gives_no_roles(cast):
    by = Actor(name="陌生人", at=NOW)
    with pytest.raises(Refused, match="may not"):
        give(
            person=cast.member.person, role=Role.LEADER, organization=cast.first, reach=Reach.OWN, starts_on=DAY, by=by
        )


def test_nobody_gives_a_role_to_himself(cast):
    with pytest.raises(Refused) as refusal:
        offered(cast, "security_admin", Role.SECURITY_ADMIN)
    assert refusal.value.code == "access.grant-self"


@pytest.mark.parametrize(
    ("holder", "role"),
    [
        ("system_admin", Role.SECURITY_ADMIN),
        ("system_admin", Role.AUDIT_ADMIN),
        ("audit_admin", Role.SYSTEM_ADMIN),
        ("audit_admin", Role.SECURITY_ADMIN),
        *(("secretary", role) for role in ADMINS),
        *(("leader", role) for role in ADMINS),
    ],
)
def test_nobody_holds_an_administrators_role_beside_another(cast, holder, role):
    with pytest.raises(Refused) as refusal:
        offered(cast, holder, role)
    assert refusal.value.code == "access.roles-exclude"
    assert Grant.objects.filter(person=getattr(cast, holder).person).count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in ADMINS])
def test_no_administrator_holds_a_business_role(cast, role):
    with pytest.raises(Refused) as refusal:
        offered(cast, "audit_admin", role)
    assert refusal.value.code == "access.roles-exclude"


def test_exclusion_is_mutual_whichever_role_says_so():
    assert all(one in excluded(other) for one in Role for other in excluded(one))


def test_business_roles_may_stand_beside_each_other(cast):
    offered(cast, "recorder", Role.LEADER)
    assert Grant.objects.filter(person=cast.recorder.person).count() == 2


def test_two_excluding_roles_in_one_list_are_refused_and_nothing_is_given(cast):
    entries = [
        GrantEntry(cast.member.person, role, cast.district, Reach.OWN, DAY)
        for role in (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN)
    ]
    with pytest.raises(Refused):
        give_many(entries=entries, by=SEED)
    assert not Grant.objects.filter(person=cast.member.person).exists()


def test_the_same_role_is_not_given_twice(cast):
    with pytest.raises(Refused) as refusal:
        offered(cast, "secretary", Role.SECRETARY)
    assert refusal.value.code == "access.grant-twice"


def test_a_role_that_ended_no_longer_excludes_another(cast):
    end_grant(grant=Grant.objects.get(person=cast.secretary.person), on=DAY, by=actor(cast.security_admin))
    offered(cast, "secretary", Role.SYSTEM_ADMIN)


def test_a_role_given_and_ended_on_one_day_was_never_held_but_both_acts_are_kept(cast):
    grant = offered(cast, "member", Role.RECORDER)
    end_grant(grant=grant, on=DAY, by=actor(cast.security_admin))
    assert not Grant.objects.filter(person=cast.member.person).exists()
    verbs = AuditEntry.objects.about(grant.pk).values_list("verb", flat=True)
    assert list(verbs) == ["grants.give", "grants.end"]


def test_the_first_grants_of_an_empty_installation_need_no_giver(db):
    top = orgs.district()
    people = [orgs.person(name=name, of=orgs.branch()) for name in ("甲", "乙", "丙")]
    entries = [GrantEntry(p, role, top, Reach.OWN, DAY) for p, role in zip(people, ADMINS, strict=True)]
    first = Actor(name="初次设置", at=NOW)
    assert len(give_many(entries=entries, by=first)) == 3
    with pytest.raises(Refused):
        give_many(entries=[GrantEntry(people[0], Role.LEADER, top, Reach.OWN, DAY)], by=first)


def test_a_role_over_an_organisation_that_does_not_exist_then_is_refused(cast):
    with pytest.raises(Refused) as refusal:
        give(
            person=cast.member.person,
            role=Role.RECORDER,
            organization=cast.first,
            reach=Reach.OWN,
            starts_on=orgs.FOUNDED.replace(year=2009),
            by=SEED,
        )
    assert refusal.value.code == "orgs.not-standing"
