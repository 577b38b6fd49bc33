"""People of the register: entered once, and protected."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs import secrets
from taizhang.domain.orgs.actions.people import (
    PersonEntry,
    amend,
    leave,
    register,
    register_many,
    reveal,
)
from taizhang.domain.orgs.actions.tree import close
from taizhang.domain.orgs.models import Membership, Person
from taizhang.domain.orgs.models.person import Sex
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7
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


def test_a_person_is_entered_with_what_the_identity_number_says(cast):
    person = enter(cast, phone="12900000001", address="大学路1号")
    assert (person.born_on, person.sex, person.id_masked) == (
        date(1970, 1, 1),
        Sex.FEMALE,
        "999***********" + NUMBER[-4:],
    )
    assert person.phone_masked == "129****0001"
    assert Membership.objects.get(person=person).organization == cast.second


def test_protected_items_never_stand_in_the_database_in_clear(cast):
    person = Person.objects.get(pk=enter(cast, phone="12900000001", address="大学路1号").pk)
    stored = " ".join(str(value) for value in vars(person).values())
    assert NUMBER not in stored
    assert "12900000001" not in stored
    assert "大学路1号" not in stored
    assert person.id_number.startswith(secrets.SCHEME)


def test_a_person_is_found_by_the_identity_number_without_opening_any(cast):
    person = enter(cast)
    assert Person.objects.numbered(f" {NUMBER.lower()} ").get() == person
    assert not Person.objects.numbered(id_number(401)).exists()


def test_a_surname_with_its_own_reading_sorts_and_is_found_by_it(cast):
    person = enter(cast)
    assert person.sort_key.startswith("zeng1 ")
    assert Person.objects.matching("zxy").get() == person


def test_the_same_entry_sent_twice_enters_one_person(cast):
    sent = entry(cast, id=uuid7())
    first, second = (register(entry=sent, by=SEED, allow_fictional=True) for _time in range(2))
    assert first == second
    assert Membership.objects.filter(person=first).count() == 1
    assert AuditEntry.objects.about(first.pk).count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "  "}, "orgs.no-name"),
        ({"name": "长" * 61}, "orgs.too-long"),
        ({"id_number": "41010319700101002"}, "identity.form"),
        ({"id_number": "９９９９９９１９７００１０１００２"}, "characters.full_width"),
        ({"id_number": NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")}, "identity.check_digit"),
        ({"id_number": "999999211801010028"}, "identity.birthday"),
        ({"phone": "12345"}, "identity.phone"),
        ({"born_on": date(1971, 1, 1)}, "orgs.id-differs"),
        ({"sex": Sex.MALE}, "orgs.id-differs"),
        ({"joined_on": date(2118, 1, 1)}, "orgs.day"),
        ({"joined_on": date(1969, 1, 1)}, "orgs.days-order"),
        ({"joined_on": date(2000, 1, 1), "confirmed_on": date(1999, 1, 1)}, "orgs.days-order"),
        ({"starts_on": date(2118, 1, 1)}, "orgs.day"),
        ({"starts_on": date(2009, 1, 1)}, "orgs.not-standing"),
        ({"address": "长" * 201}, "orgs.address"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(cast, changes, code):
    before = Person.objects.count(), AuditEntry.objects.count()
    good = PersonEntry("好人", cast.second, starts_on=FOUNDED)
    with refusal(code):
        register_many(entries=[good, entry(cast, **changes)], by=SEED, allow_fictional=True)
    assert (Person.objects.count(), AuditEntry.objects.count()) == before


def test_an_invented_number_is_refused_outside_a_demonstration(cast):
    with refusal("identity.fictional"):
        register(entry=entry(cast), by=SEED)


def test_people_do_not_belong_to_a_street_or_a_closed_branch(cast):
    with refusal("orgs.takes-no-members"):
        enter(cast, organization=cast.street)
    branch = orgs.branch(cast.street)
    close(organization=branch, on=DAY, because="撤销", by=SEED)
    with refusal("orgs.not-standing"):
        enter(cast, organization=branch)


def test_a_number_that_is_taken_is_refused_without_saying_where_its_holder_belongs(cast):
    enter(cast)
    with refusal("orgs.id-taken") as refused:
        enter(cast, name="别人", organization=cast.joint)
    sentence = str(refused.value)
    assert NUMBER not in sentence
    assert "汇金" not in sentence
    assert "曾小雨" not in sentence


def test_a_number_that_stands_twice_in_a_list_is_refused(cast):
    with refusal("orgs.id-twice"):
        register_many(entries=[entry(cast), entry(cast, name="别人")], by=SEED, allow_fictional=True)


def test_somebody_who_left_belongs_again_and_stays_the_same_person(cast):
    person = enter(cast)
    leave(person=person, on=date(2018, 1, 1), because="出国定居", by=SEED)
    again = enter(cast, organization=cast.joint, starts_on=DAY)
    assert again == person
    assert [row.organization for row in Membership.objects.filter(person=person).order_by("starts_on")] == [
        cast.second,
        cast.joint,
    ]


def test_many_people_are_entered_in_a_fixed_number_of_queries_and_one_audit_row(cast, django_assert_max_num_queries):
    entries = [entry(cast, name=f"新党员{n}", id_number=id_number(n, date(1980, 1, 1))) for n in range(300)]
    before = AuditEntry.objects.count()
    with django_assert_max_num_queries(12):
        people = register_many(entries=entries, by=SEED, allow_fictional=True)
    assert [person.name for person in people] == [each.name for each in entries]
    assert AuditEntry.objects.count() == before + 1
    assert AuditEntry.objects.latest("number").details["people"] == 300


def test_a_registered_person_can_be_saved_again(cast):
    person = enter(cast)
    person.job = "教师"
    person.save()
    assert Person.objects.get(pk=person.pk).job == "教师"


def test_of_a_correction_the_trail_keeps_which_items_and_of_private_ones_never_the_value(cast):
    person = amend(
        person=cast.member.person,
        changes={"job": "退休工人", "phone": "13800001234", "name": "王师父"},
        because="本人更正",
        by=SEED,
    )
    assert Person.objects.matching("王师父").get() == person
    details = AuditEntry.objects.latest("number").details
    assert details == {
        "changed": ["job", "name", "phone"],
        "because": "本人更正",
        "before": {"name": "王师傅"},
        "after": {"name": "王师父"},
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sort_key": "a"}, "orgs.unknown-field"),
        ({"born_on": date(2118, 1, 1)}, "orgs.day"),
        ({"registration": "vanished"}, "orgs.wrong-value"),
        ({"name": ""}, "orgs.wrong-value"),
        ({"id_number": "x"}, "identity.form"),
    ],
)
def test_a_wrong_correction_is_refused(cast, changes, code):
    with refusal(code):
        amend(person=cast.member.person, changes=changes, because="更正", by=SEED, allow_fictional=True)


def test_nobody_is_given_the_number_of_another(cast):
    enter(cast)
    with refusal("orgs.id-of-another"):
        amend(
            person=cast.joint.memberships.first().person,
            changes={"id_number": NUMBER, "born_on": None, "sex": 0},
            because="更正",
            by=SEED,
            allow_fictional=True,
        )


def test_a_revealed_item_is_told_and_the_act_is_kept_with_its_reason(cast):
    person = enter(cast)
    by = actor(cast.street_officer)
    assert reveal(person=person, what="id_number", because="核对身份证", by=by) == NUMBER
    entry_ = AuditEntry.objects.about(person.pk).latest("number")
    assert (entry_.verb, entry_.actor_id) == ("people.reveal", cast.street_officer.person_id)
    assert entry_.details == {"what": "id_number", "because": "核对身份证"}


def test_nothing_is_revealed_without_a_reason_and_no_other_column(cast):
    with refusal("orgs.reason"):
        reveal(person=cast.member.person, what="phone", because=" ", by=SEED)
    with refusal("orgs.no-secret"):
        reveal(person=cast.member.person, what="search", because="好奇", by=SEED)
