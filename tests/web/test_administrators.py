"""The three administrators: each does one thing, none sees business data, nobody helps himself."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse

from taizhang.domain.access.models import Account, Grant
from taizhang.domain.access.roles import Permission, Reach, Role
from taizhang.domain.access.signing import note_sign_in
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.models import Person
from taizhang.web.access.doors import actor
from taizhang.web.access.words import PERMISSIONS
from tests.web.cast import hold, someone

pytestmark = pytest.mark.django_db
ADMINS = {
    Role.SYSTEM_ADMIN: "/accounts-admin/",
    Role.SECURITY_ADMIN: "/grants/",
    Role.AUDIT_ADMIN: "/audit/",
}
BUSINESS = ["/search/?q=x"]


@pytest.fixture
def system(sign_in):
    return sign_in(Role.SYSTEM_ADMIN, name="system")


@pytest.fixture
def security(sign_in):
    return sign_in(Role.SECURITY_ADMIN, name="security")


@pytest.fixture
def auditor(sign_in):
    return sign_in(Role.AUDIT_ADMIN, name="auditor")


@pytest.mark.parametrize("role", ADMINS)
def test_each_administrator_opens_his_own_page_and_no_other(sign_in, role):
    client = sign_in(role)
    answers = {page: client.get(page).status_code for page in [*ADMINS.values(), *BUSINESS]}
    assert answers == {page: 200 if page == ADMINS[role] else 403 for page in answers}


def test_a_district_office_is_no_administrator(sign_in):
    client = sign_in(Role.DISTRICT_OFFICE)
    assert {client.get(page).status_code for page in ADMINS.values()} == {403}


def test_no_administrator_is_offered_a_search(auditor):
    assert "tz-search" not in auditor.get("/audit/").content.decode()


def test_every_permission_has_words():
    assert set(PERMISSIONS) == set(Permission)


def test_an_account_is_opened_for_someone_of_the_register(system):
    person = Person.objects.create(name="李明", sort_key="l", search="", id_masked="410103********1234")
    said = {"name": "李明", "digits": "1234", "username": "liming"}
    response = system.post(reverse("access_account_new"), said)
    account = Account.objects.get(username="liming")
    password = re.search(r"<dd>(\w{4}-\w{4}-\w{4}-\w{4})", response.content.decode())[1]
    assert account.person == person
    assert account.check_password(password)
    assert response.headers["Cache-Control"] == "no-store"
    assert password not in str(AuditEntry.objects.values_list("details", "subject_label"))


def test_a_namesake_is_never_guessed(system):
    for digits in ("1234", "5678"):
        Person.objects.create(name="李明", sort_key="l", search="", id_masked=f"410103********{digits}")
    response = system.post(reverse("access_account_new"), {"name": "李明", "username": "liming"})
    assert response.status_code == 200
    assert not Account.objects.filter(username="liming").exists()


@pytest.mark.parametrize("digits", ["", "4", "34", "234", "9999", "0" * 17])
def test_the_register_cannot_be_asked_who_is_in_it(system, digits):
    Person.objects.create(name="李明", sort_key="l", search="", id_masked="410103********1234")
    said = {"name": "李明", "digits": digits, "username": "liming"}
    known = system.post(reverse("access_account_new"), said).content.decode()
    unknown = system.post(reverse("access_account_new"), {**said, "name": "无此人"}).content.decode()
    told = "未能唯一确定人员"
    assert told in known and told in unknown
    assert not Account.objects.filter(username="liming").exists()


def test_a_person_who_is_in_no_register_is_entered_by_name(system):
    system.post(reverse("access_account_new"), {"name": "赵新", "new_person": "on", "username": "zhaoxin"})
    assert Account.objects.get(username="zhaoxin").person.name == "赵新"


def test_a_refused_account_leaves_no_person_behind(system):
    system.post(reverse("access_account_new"), {"name": "赵新", "new_person": "on", "username": "!"})
    assert not Person.objects.filter(name="赵新").exists()


def test_an_account_is_closed_and_opened_again(system):
    other = someone("other")
    system.post(reverse("access_account_closure", args=[other.pk]))
    other.refresh_from_db()
    assert not other.is_active
    assert reverse("access_account_reopening", args=[other.pk]) in system.get("/accounts-admin/").content.decode()
    system.post(reverse("access_account_reopening", args=[other.pk]))
    other.refresh_from_db()
    assert other.is_active


def test_a_new_password_is_shown_once(system):
    other = someone("other")
    response = system.post(reverse("access_account_password", args=[other.pk]))
    assert response.status_code == 200
    assert system.get(reverse("access_account_password", args=[other.pk])).status_code == 405


def test_accounts_are_found_by_name_and_state(system):
    someone("aaa", "王一")
    closed = someone("bbb", "王二")
    Account.objects.filter(pk=closed.pk).update(is_active=False)
    page = system.get("/accounts-admin/?state=closed&sort=-username").content.decode()
    assert "王二" in page
    assert "王一" not in page


def give(client, username: str, role: Role, organization: str = "E1", reach: Reach = Reach.SUBTREE):
    said = {"username": username, "role": role.value, "organization": organization, "reach": reach.value}
    return client.post(reverse("access_grant_new"), {**said, "starts_on": "2018-05-31"})


def test_a_role_is_given_and_ended(security):
    someone("wang")
    assert give(security, "wang", Role.SECRETARY).status_code == 302
    grant = Grant.objects.get(person__account__username="wang")
    assert grant.organization.code == "E1"
    assert "东街第一支部" in security.get("/grants/?state=now").content.decode()
    security.post(reverse("access_grant_endings"), {"id": grant.pk})
    assert not Grant.objects.filter(person__account__username="wang").on(grant.starts_on).exists()


def test_many_roles_are_seen_before_they_end_and_come_back_with_one_undo(security):
    for name in ("wang", "zhao"):
        someone(name)
        give(security, name, Role.SECRETARY, reach=Reach.OWN)
    zhao = Grant.objects.get(person__account__username="zhao")
    Grant.objects.filter(pk=zhao.pk).update(starts_on=date(2018, 1, 1), ends_on=date(2018, 12, 31))
    mine = Grant.objects.filter(person__account__username__in=["wang", "zhao"])
    keys = {str(key) for key in mine.values_list("pk", flat=True)}
    before = set(mine.values_list("pk", "starts_on", "ends_on", "role", "reach", "organization"))
    seen = security.get(reverse("access_grant_endings"), {"id": sorted(keys)}).content.decode()
    assert all(key in seen for key in keys) and "尚未终止任何授权" in seen
    assert set(mine.values_list("pk", "starts_on", "ends_on", "role", "reach", "organization")) == before
    security.post(reverse("access_grant_endings"), {"id": sorted(keys)})
    assert not mine.on(date(2018, 5, 31)).exists()
    page = security.get("/grants/").content.decode()
    undo = re.search(r'action="(/grants/endings/\d+/restoring/)"', page)[1]
    assert security.post(undo).status_code == 303
    assert set(mine.values_list("pk", "starts_on", "ends_on", "role", "reach", "organization")) == before
    security.post(undo)
    assert "今日没有您的这次终止操作" in security.get("/grants/").content.decode()
    assert AuditEntry.objects.filter(verb="grants.restore").count() == 2


def test_what_ended_before_is_left_out_and_told(security):
    someone("wang")
    give(security, "wang", Role.SECRETARY)
    grant = Grant.objects.get(person__account__username="wang")
    Grant.objects.filter(pk=grant.pk).update(starts_on=date(2018, 1, 1), ends_on=date(2018, 3, 31))
    assert "所选授权均不能终止" in security.get(reverse("access_grant_endings"), {"id": grant.pk}).content.decode()
    security.post(reverse("access_grant_endings"), {"id": grant.pk})
    assert Grant.objects.get(pk=grant.pk).ends_on == date(2018, 3, 31)


def test_an_organization_may_be_named_in_full(security):
    someone("wang")
    assert give(security, "wang", Role.SECRETARY, "东街第一支部").status_code == 302


def test_nobody_gives_a_role_to_himself(security):
    response = give(security, "security", Role.LEADER, "D")
    assert response.status_code == 200
    assert Grant.objects.filter(person=security.account.person).count() == 1


def test_nobody_holds_two_administrators_roles(security, tree):
    hold(someone("wang"), Role.SYSTEM_ADMIN, tree.district)
    give(security, "wang", Role.AUDIT_ADMIN, "D")
    assert Grant.objects.filter(person__account__username="wang").count() == 1


def test_the_roles_are_explained_where_they_are_given(security):
    page = security.get(reverse("access_grant_new")).content.decode()
    assert str(PERMISSIONS[Permission.POINTS_REVERSE]) in page
    assert security.get(reverse("access_roles")).status_code == 200


@pytest.fixture
def trail(tree):
    for name in ("一", "二", "三"):
        account = someone(f"user{name}", f"王{name}")
        note_sign_in(account=account, method="password", by=actor(account))


def test_the_trail_is_filtered_by_who_and_what(auditor, trail):
    page = auditor.get("/audit/?actor=王二&verb=access.sign-in&since=2018-05-31&until=2018-05-31").content.decode()
    assert "王二" in page
    assert "王一" not in page
    assert "王二" not in auditor.get("/audit/?until=2018-05-30").content.decode()


def test_an_entry_shows_everything_it_says(auditor, trail):
    page = auditor.get(reverse("access_audit_entry", args=[1])).content.decode()
    assert AuditEntry.objects.get(number=1).hash in page
    assert auditor.get(reverse("access_audit_entry", args=[99])).status_code == 404


def test_the_trail_is_taken_along_as_shown(auditor, trail):
    response = auditor.get("/audit/?format=xlsx&actor=王")
    lines = list(openpyxl.load_workbook(BytesIO(response.getvalue())).active.values)
    assert [line[2] for line in lines[1:]] == ["王三", "王二", "王一"]


def test_a_whole_chain_verifies(auditor, trail):
    page = auditor.post(reverse("access_audit_verification")).content.decode()
    assert f" {AuditEntry.objects.count()} " in page
    assert "tz-alert-good" in page


def test_the_serving_role_cannot_change_the_trail(auditor, trail):
    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditentry SET actor_name = 'x' WHERE number = 2")


def test_a_row_that_does_not_follow_is_named(auditor, trail):
    last = AuditEntry.objects.order_by("number").last()
    AuditEntry.add(**{**_values(last), "number": last.number + 1, "previous_hash": "0" * 64})
    page = auditor.post(reverse("access_audit_verification")).content.decode()
    assert "tz-alert-wrong" in page
    assert f" {last.number + 1} " in page


def _values(entry: AuditEntry) -> dict:
    return {field.attname: getattr(entry, field.attname) for field in AuditEntry._meta.concrete_fields}


@pytest.mark.parametrize("role", ADMINS)
def test_the_lists_cost_the_same_however_long(sign_in, tree, role, django_assert_max_num_queries):
    client = sign_in(role)
    for number in range(60):
        account = someone(f"user{number}")
        hold(account, Role.LEADER, tree.district)
        note_sign_in(account=account, method="password", by=actor(account))
    with django_assert_max_num_queries(10):
        page = client.get(ADMINS[role]).content.decode()
    assert 'rel="next"' in page
