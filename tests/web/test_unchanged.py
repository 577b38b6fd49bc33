"""A page that has not changed is answered 304; whatever changed for the reader is sent."""

import re

import pytest
from django.urls import reverse

from taizhang.domain.access.roles import Role
from tests.web.cast import browser_of, hold, someone, stand

pytestmark = pytest.mark.django_db
PLACES = "/organizations/"


@pytest.fixture
def officer(tree):
    account = someone("officer")
    hold(account, Role.DISTRICT_OFFICE, tree.district)
    client = browser_of(account)
    client.get(PLACES)  # the first visit of a session writes its sign of life
    return client


def again(client, address=PLACES, **headers):
    """The page, then the page asked for with the tag that came with it."""
    first = client.get(address, **headers)
    assert first.status_code == 200
    return first, client.get(address, headers={"If-None-Match": first.headers["ETag"]}, **headers)


def test_an_unchanged_page_is_not_sent_again(officer):
    first, second = again(officer)
    assert first.headers["ETag"].startswith('W/"')
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]
    assert "no-cache" in second.headers["Cache-Control"]
    assert "private" in second.headers["Cache-Control"]


def test_each_rendering_masks_its_token_anew_and_is_the_same_page(officer):
    tokens = {re.search(r'X-CSRFToken": "(\w+)"', officer.get(PLACES).content.decode())[1] for _time in range(2)}
    assert len(tokens) == 2
    assert again(officer)[1].status_code == 304


def test_a_row_more_is_a_page_anew(officer, tree):
    from taizhang.domain.orgs.kinds import Kind

    tag = officer.get(PLACES).headers["ETag"]
    stand("E3", "东街第三支部", Kind.BRANCH, tree.east)
    response = officer.get(PLACES, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert "东街第三支部" in response.content.decode()


def test_another_language_is_another_page(officer):
    tag = officer.get(PLACES).headers["ETag"]
    response = officer.get(PLACES, headers={"If-None-Match": tag, "Accept-Language": "en"})
    other = officer.get(PLACES, headers={"Accept-Language": "en"})
    assert (response.status_code, other.headers["ETag"] == tag) == (200, False)


def test_another_person_never_meets_the_tag_of_somebody_else(officer, tree):
    tag = officer.get(PLACES).headers["ETag"]
    other = someone("other", name=officer.account.person.name)
    hold(other, Role.DISTRICT_OFFICE, tree.district)
    client = browser_of(other)
    client.get(PLACES)
    assert client.get(PLACES, headers={"If-None-Match": tag}).status_code == 200


def test_signing_in_anew_makes_forms_anew(officer):
    tag = officer.get(PLACES).headers["ETag"]
    client = browser_of(officer.account)  # another session, another secret behind the forms
    client.get(PLACES)
    assert client.get(PLACES, headers={"If-None-Match": tag}).status_code == 200


def test_a_sentence_shown_once_is_neither_lost_nor_told_again(officer):
    first = officer.get("/me/filters/")
    kept = {"address": PLACES, "query": "kind=branch", "name": "支部"}
    assert officer.post("/me/filters/", kept).status_code == 303
    told = officer.get("/me/filters/", headers={"If-None-Match": first.headers["ETag"]})
    assert told.status_code == 200
    assert "已保存为" in told.content.decode()
    assert "ETag" not in told.headers
    later = officer.get("/me/filters/")
    assert "已保存为" not in later.content.decode()
    assert again(officer, "/me/filters/")[1].status_code == 304


def test_a_page_that_must_not_be_kept_has_no_tag(sign_in, tree):
    client = sign_in(Role.SYSTEM_ADMIN)
    held = someone("held")
    response = client.post(reverse("access_account_password", args=[held.pk]))
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


def test_refusals_and_workbooks_have_no_tag(officer):
    assert "ETag" not in officer.get("/organizations/XX/").headers
    assert "ETag" not in officer.get(PLACES, {"format": "xlsx"}).headers


def test_what_htmx_asked_for_is_no_answer_to_a_whole_page(officer):
    tag = officer.get(PLACES, headers={"HX-Request": "true"}).headers["ETag"]
    assert officer.get(PLACES, headers={"If-None-Match": tag}).status_code == 200
