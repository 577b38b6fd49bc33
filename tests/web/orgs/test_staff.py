"""A large office shows the first of its staff and leads to everybody."""

from taizhang.domain.orgs.actions.posts import appoint
from taizhang.domain.orgs.kinds import PostKind
from taizhang.web.orgs.organization import MOST_STAFF
from tests.factories.orgs import FOUNDED, SEED, person


def test_a_large_office_shows_the_first_of_its_staff_and_leads_to_everybody(signed_in, cast):
    district, people = cast.district, [person(cast.first) for _number in range(MOST_STAFF + 3)]
    for one in people:
        appoint(person=one, organization=district, kind=PostKind.OFFICE_STAFF, starts_on=FOUNDED, by=SEED)
    client, address = signed_in("district_officer"), f"/organizations/{district.code}/profile/"
    some, everybody = client.get(address).content.decode(), client.get(f"{address}?everybody=1").content.decode()
    assert sum(f"/people/{one.pk}/" in some for one in people) <= MOST_STAFF
    assert 'href="?everybody=1"' in some
    assert all(f"/people/{one.pk}/" in everybody for one in people)
    assert 'href="?everybody=1"' not in everybody
