"""An empty installation leads its first administrator through setting up a district, once."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from taizhang.domain.access.models import Account, Grant
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.models import Pack
from taizhang.domain.orgs.models import Organization, Person, Placement
from tests.web.cast import someone

pytestmark = pytest.mark.django_db
ROLES = ("system_admin", "security_admin", "audit_admin", "district_office")


def said(officer: bool = True, **changes: str) -> dict[str, str]:
    form = {"name": "中共二七区委", "short_name": "二七区委", "code": "410103", "founded_on": "2018-01-01"}
    for role in ROLES if officer else ROLES[:3]:
        person = {"name": f"某{role}", "username": role, "password": "绿水青山2018", "again": "绿水青山2018"}
        form |= {f"{role}-{name}": value for name, value in person.items()}
    return {**form, "default_pack": "on", **changes}


def test_every_page_leads_to_the_set_up_while_nobody_can_sign_in():
    response = Client().get("/audit/", follow=True)
    assert response.redirect_chain[-1][0] == "/setup/"
    assert response.status_code == 200


def test_the_set_up_founds_a_district_with_three_administrators_and_an_officer():
    response = Client().post("/setup/", said())
    assert (response.status_code, response.url) == (302, "/accounts/login/")
    assert Placement.objects.get(parent=None).name == "中共二七区委"
    assert sorted(Grant.objects.values_list("role", flat=True)) == sorted(ROLES)
    assert Pack.objects.get().code == "erqi-2018"
    assert {"orgs.found", "accounts.open", "grants.give", "packs.publish"} <= set(
        AuditEntry.objects.values_list("verb", flat=True)
    )


def test_the_first_administrator_signs_in_afterwards():
    Client().post("/setup/", said())
    cache.clear()
    client = Client()
    client.post("/accounts/login/", {"login": "system_admin", "password": "绿水青山2018"})
    assert client.get("/accounts-admin/").status_code == 200


def test_the_officer_and_the_pack_may_wait():
    form = said(officer=False)
    del form["default_pack"]
    assert Client().post("/setup/", form).status_code == 302
    assert Account.objects.count() == 3
    assert not Pack.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"system_admin-password": "12345678", "system_admin-again": "12345678"},
        {"system_admin-password": "short", "system_admin-again": "short"},
        {"audit_admin-again": "绿水青山2019"},
        {"security_admin-username": "system_admin"},
        {"security_admin-name": ""},
        {"district_office-password": ""},
        {"code": "41/0103"},
        {"founded_on": "2118-01-01"},
    ],
)
def test_what_is_refused_leaves_nothing_behind(changes):
    response = Client().post("/setup/", said(**changes))
    assert response.status_code == 200
    assert "tz-alert-wrong" in response.content.decode()
    for model in (Organization, Person, Account, Grant, Pack, AuditEntry):
        assert not model.objects.exists()


def test_after_the_first_account_there_is_no_set_up(settings):
    settings.TODAY = date(2018, 5, 31)
    someone("anyone")
    assert Client().get("/setup/").status_code == 404
    assert Client().post("/setup/", said()).status_code == 404
