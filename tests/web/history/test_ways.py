"""The way to a noun's history stands on its page, and whoever finds it there may go it."""

import re

import pytest

from taizhang.domain.access.roles import Permission
from taizhang.domain.burden.actions import discard_form
from taizhang.domain.orgs.models import Organization
from tests.factories import access, burden, feeds, inspections, notices, policies
from tests.web.history.test_every_noun import read

pytestmark = pytest.mark.django_db


def ways(page: str) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(r'href="(/history/[^"]+)"', page)]


def leads(client, address: str) -> None:
    found = ways(read(client, address))
    assert found, address
    for way in found[:3]:
        assert client.get(way).status_code == 200, (address, way)


@pytest.mark.parametrize(
    ("part", "address"),
    [
        ("security_admin", "/grants/"),
        ("secretary", "/calendar/workdays/"),
    ],
)
def test_what_has_no_page_of_its_own_leads_from_its_list(signed_in, part, address):
    leads(signed_in(part), address)


def test_keys_lead_to_their_history_for_their_person_and_for_the_security_administrator(signed_in, cast):
    access.made_key(cast.reloaded("secretary"), Permission.ORGS_VIEW)
    leads(signed_in("secretary"), "/me/keys/")
    leads(signed_in("security_admin"), "/keys/")


def test_what_stands_around_the_chain_leads_to_its_history(signed_in, cast):
    office = district_of(cast)
    plan = inspections.plan(office)
    visit = inspections.visit(cast.first, within=plan)
    form = burden.collection_form(owner=office)
    answer = burden.sending(form).answers.get(organization=cast.first)
    policies.warrant()
    for address in (f"/visits/plans/{plan.pk}/", f"/visits/{visit.pk}/", f"/forms/{form.pk}/"):
        leads(signed_in("secretary"), address)
        leads(signed_in("district_officer"), address)
    leads(signed_in("secretary"), f"/forms/answers/{answer.pk}/")
    leads(signed_in("secretary"), "/policies/ranking/")


def test_messages_and_calendars_lead_to_their_histories(signed_in, cast):
    circular = notices.circular(district_of(cast))
    notices.connector()
    feeds.feed(cast.reloaded("secretary").person)
    leads(signed_in("district_officer"), f"/circulars/{circular.pk}/")
    leads(signed_in("system_admin"), "/connectors/")
    leads(signed_in("secretary"), "/me/feeds/")


def test_the_history_of_a_draft_is_seen_by_who_sees_the_draft_and_stays_so_when_it_is_thrown_away(signed_in, cast):
    draft = burden.drafted(owner=district_of(cast))
    kept, history = f"/forms/{draft.pk}/", f"/history/?subject={draft.pk}"
    issues, others = signed_in("district_officer"), [signed_in(part) for part in ("leader", "secretary")]
    assert [issues.get(address).status_code for address in (kept, history)] == [200, 200]
    assert [one.get(address).status_code for one in others for address in (kept, history)] == [404] * 4
    discard_form(form=draft, by=burden.BY)
    assert issues.get(history).status_code == 200
    assert [one.get(history).status_code for one in others] == [404] * 2


def district_of(cast):
    """The organisation at the top of the cast's tree."""
    return Organization.objects.get(placements__path__regex=r"^/[^/]+/$")
