"""Posts, groups and offices: who is appointed and released, what is formed and ended, and by whom."""

from datetime import date

import pytest

from taizhang.domain.orgs.models import Group, Membership, Office, Post

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 31)
ON = {"on": "2018-05-31"}


def test_an_office_appoints_and_releases(signed_in, cast):
    client = signed_in("street_officer")
    said = {"person": "HJ1党员3", "kind": "discipline", **ON}
    assert client.post("/organizations/HJ1/posts/", said).status_code == 303
    post = Post.objects.get(organization=cast.first, kind="discipline")
    assert post.person.name == "HJ1党员3"
    release = f"/organizations/HJ1/posts/{post.pk}/release/"
    assert client.post(release, {"on": "2018-06-30"}).status_code == 303
    post.refresh_from_db()
    assert post.ends_on == date(2018, 6, 29)
    assert client.get(release.replace("HJ1", "HJ2")).status_code == 404


def test_a_second_secretary_is_refused_and_the_name_stays_typed(signed_in):
    said = {"person": "HJ1党员3 · HJ1", "kind": "secretary", **ON}
    response = signed_in("street_officer").post("/organizations/HJ1/posts/", said)
    assert response.status_code == 422
    assert "周建华" in response.content.decode()
    assert 'value="HJ1党员3 · HJ1"' in response.content.decode()


def test_a_name_that_means_several_is_not_guessed(signed_in):
    said = {"person": "HJ1党员", "kind": "discipline", **ON}
    response = signed_in("street_officer").post("/organizations/HJ1/posts/", said)
    assert response.status_code == 422
    assert "可能指" in response.content.decode()


def test_a_secretary_keeps_the_groups_of_the_branch(signed_in, cast):
    client = signed_in("secretary")
    leader = Membership.objects.get(organization=cast.first, person__name="HJ1党员1").person
    said = {"name": "第一党小组", "leader": str(leader.pk), **ON}
    assert client.post("/organizations/HJ1/groups/", said).status_code == 303
    group = Group.objects.get(organization=cast.first)
    assert group.leader == leader
    members = f"/organizations/HJ1/groups/{group.pk}/members/"
    assert client.post(members, {"people": [str(leader.pk)]}).status_code == 303
    assert "第一党小组" in client.get("/organizations/HJ1/profile/").content.decode()
    assert group.memberships.count() == 1
    end = f"/organizations/HJ1/groups/{group.pk}/dissolution/"
    assert client.post(end, {"on": "2018-06-30"}).status_code == 303
    assert signed_in("recorder").get("/organizations/HJ1/groups/").status_code == 403


def test_a_street_has_one_office_and_may_close_it(signed_in, cast):
    client = signed_in("street_officer")
    again = client.post("/organizations/410103010/offices/", {"name": "第二党建办", **ON})
    assert again.status_code == 422
    office = Office.objects.get(organization=cast.street)
    close = f"/organizations/410103010/offices/{office.pk}/closure/"
    assert client.post(close, {"on": "2010-01-01"}).status_code == 422
    assert client.post(close, ON).status_code == 303
    assert not Office.objects.on(DAY).filter(organization=cast.street).exists()
    assert client.post("/organizations/410103010/offices/", {"name": "党建办", **ON}).status_code == 303


def test_a_street_has_no_groups(signed_in):
    assert signed_in("street_officer").get("/organizations/410103010/groups/").status_code == 422


def test_suggestions_reach_no_further_than_their_reader(signed_in):
    client = signed_in("secretary")
    assert "HJ1" in client.get("/organizations/choices/?under=hj").content.decode()
    assert "HJ2" not in client.get("/organizations/choices/?under=hj").content.decode()
    assert "陈玉梅" not in client.get("/people/choices/?person=cym").content.decode()
    assert "周建华 · HJ1" in client.get("/people/choices/?person=zjh").content.decode()
