"""Who may enter a page, and how a refusal is spoken."""

import json
from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from taizhang.config.urls import urlpatterns as site
from taizhang.domain.access.roles import Permission, Role
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest, find_organization, page, within
from tests.web.cast import hold, someone

NO = Refused(_("The day {day} is over."), _("Choose another."), code="test.over", day="2018-05-01")


@page(public=True)
def open_to_all(request: PageRequest) -> HttpResponse:
    return HttpResponse(request.lang)


@page(signed_in=True)
def about_me(request: PageRequest) -> HttpResponse:
    return HttpResponse(f"{request.account.person.name} {request.by.name} {request.by.on} {request.on}")


@page(Permission.RECORDS_VIEW)
def organization(request: PageRequest, code: str) -> HttpResponse:
    return HttpResponse(find_organization(request, code).path)


@page(Permission.RECORDS_VIEW)
def organizations(request: PageRequest) -> HttpResponse:
    return HttpResponse(",".join(place.name for place in within(request, Placement.objects.all())))


@page(Permission.RECORDS_VIEW, methods=("GET", "POST"))
def refusing(request: PageRequest) -> HttpResponse:
    raise NO


urlpatterns = [
    path("t/open/", open_to_all),
    path("t/me/", about_me),
    path("t/refusing/", refusing),
    path("t/organizations/", organizations),
    path("t/organizations/<code>/", organization),
    *site,
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.test_page")]


def test_a_stranger_is_led_to_the_sign_in_page_and_back(tree):
    someone("anyone")
    response = Client().get("/t/me/?on=2018-05-01")
    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/t/me/%3Fon%3D2018-05-01"


def test_a_stranger_may_open_a_public_page(tree):
    someone("anyone")
    assert Client().get("/t/open/").content == b"zh-hans"


def test_a_script_without_a_sign_in_hears_401(tree):
    someone("anyone")
    assert Client().get("/t/me/", headers={"Accept": "application/json"}).status_code == 401


def test_the_request_knows_who_asks_and_on_which_day(sign_in):
    words = sign_in(Role.LEADER, name="李明").get("/t/me/").content.decode()
    assert words == "李明 李明 2018-05-31 2018-05-31"


def test_a_page_is_shown_as_of_the_day_in_its_address(sign_in):
    assert sign_in(Role.LEADER).get("/t/me/?on=2018-03-01").content.decode().endswith("2018-03-01")


@pytest.mark.parametrize("day", ["2118-01-01", "31.5.2018", "1900-01-01"])
def test_a_day_that_cannot_be_shown_is_refused_in_a_sentence(sign_in, day):
    response = sign_in(Role.LEADER).get("/t/me/", {"on": day})
    assert response.status_code == 422
    assert day in response.content.decode()


def test_a_post_without_the_permission_is_told_who_may_and_whom_to_ask(sign_in, tree):
    hold(someone("security", "安全员"), Role.SECURITY_ADMIN, tree.district)
    response = sign_in(Role.SYSTEM_ADMIN).get("/t/refusing/")
    assert response.status_code == 403
    assert "安全员" in response.content.decode()


def test_a_method_that_the_page_does_not_answer_is_not_allowed(sign_in):
    assert sign_in(Role.LEADER).post("/t/me/").status_code == 405


def test_a_refusal_while_reading_is_a_page(sign_in):
    response = sign_in(Role.LEADER).get("/t/refusing/")
    assert response.status_code == 422
    assert "2018-05-01" in response.content.decode()


def test_a_refusal_of_a_form_is_a_message_on_the_page_it_came_from(sign_in):
    response = sign_in(Role.LEADER).post("/t/refusing/", headers={"Referer": "http://testserver/t/me/"})
    assert (response.status_code, response.url) == (303, "http://testserver/t/me/")
    assert "2018-05-01" in str(next(iter(get_messages(response.wsgi_request))))


def test_what_was_typed_comes_back_with_the_refusal_though_never_a_password(sign_in):
    client, words = sign_in(Role.LEADER), "已电话联系该支部书记，约定本周五上门帮助补录。"
    key = "01a2085e-c1d8-7573-a195-53630f77357d"
    typed = {"words": words, "password": "很长很长很长很长很长很长很长 的口令", "id": key}
    client.post("/t/refusing/", typed, headers={"Referer": "http://testserver/me/"})
    page = client.get("/me/").content.decode()
    assert words in page
    assert "很长很长" not in page
    assert key not in page
    assert words not in client.get("/me/").content.decode()


def test_a_refusal_never_leads_to_another_site(sign_in):
    response = sign_in(Role.LEADER).post("/t/refusing/", headers={"Referer": "https://evil.example/"})
    assert response.url == "/"


def test_a_refusal_for_htmx_goes_where_messages_stand(sign_in):
    response = sign_in(Role.LEADER).post("/t/refusing/", headers={"HX-Request": "true"})
    assert (response.status_code, response.headers["HX-Retarget"]) == (422, ".tz-messages")
    assert "<html" not in response.content.decode()


def test_a_refusal_for_a_script_is_json(sign_in):
    response = sign_in(Role.LEADER).post("/t/refusing/", headers={"Accept": "application/json"})
    assert response.status_code == 422
    assert json.loads(response.content)["code"] == "test.over"


def test_a_street_office_finds_its_own_branch_and_no_other(sign_in, tree):
    office = sign_in(Role.OFFICE, over=tree.east)
    assert office.get("/t/organizations/E1/").content.decode() == tree.east_first.path
    assert office.get("/t/organizations/W1/").status_code == 404
    assert office.get("/t/organizations/nowhere/").status_code == 404


def test_a_list_holds_only_what_is_in_reach(sign_in, tree):
    assert sign_in(Role.OFFICE, over=tree.west).get("/t/organizations/").content.decode() == "西街,西街第一支部"


def test_looking_back_revives_no_ended_grant(sign_in, tree):
    client = sign_in(Role.OFFICE, over=tree.east)
    hold(client.account, Role.OFFICE, tree.west, ends_on=date(2018, 4, 30))
    assert client.get("/t/organizations/W1/?on=2018-03-01").status_code == 404
    assert "西街" not in client.get("/t/organizations/?on=2018-03-01").content.decode()


def test_an_organization_that_was_closed_is_found_as_of_an_earlier_day(sign_in, tree):
    Placement.objects.filter(pk=tree.east_first.pk).update(ends_on=date(2018, 4, 30))
    office = sign_in(Role.OFFICE, over=tree.east)
    assert office.get("/t/organizations/E1/").status_code == 404
    assert office.get("/t/organizations/E1/?on=2018-03-01").content.decode() == tree.east_first.path


def test_an_organization_that_moved_here_is_found_where_it_stood(sign_in, tree):
    Placement.objects.filter(pk=tree.west_first.pk).update(ends_on=date(2018, 4, 30))
    Placement.objects.create(
        organization=tree.west_first.organization,
        parent=tree.east.organization,
        path="/d/e/w1/",
        name="原西街支部",
        short_name="原西街支部",
        kind=tree.west_first.kind,
        category="A",
        sort_key="w",
        search="w",
        starts_on=date(2018, 5, 1),
    )
    office = sign_in(Role.OFFICE, over=tree.east)
    assert office.get("/t/organizations/W1/?on=2018-03-01").content.decode() == "/d/w/w1/"
