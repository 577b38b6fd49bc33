"""A date in 2118: every act that takes a day refuses it in Chinese, naming the year, and writes nothing."""

from datetime import UTC, date, datetime

from taizhang.domain.access.actions import GrantEntry, end_grant, give_many
from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import Reach, Role
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.actions.packs import publish
from taizhang.domain.orgs.actions import people
from taizhang.domain.orgs.actions import tree as acts
from taizhang.domain.orgs.actions.groups import dissolve_group, form_group
from taizhang.domain.orgs.actions.offices import open_office
from taizhang.domain.orgs.actions.people import PersonEntry, register
from taizhang.domain.orgs.actions.posts import appoint
from taizhang.domain.orgs.actions.tree import OrganizationEntry, found
from taizhang.domain.orgs.kinds import Category, Kind, PostKind
from taizhang.domain.orgs.models.membership import Ground
from taizhang.domain.records.entry import DecisionEntry
from taizhang.kernel.periods import Period
from tests.factories import duties, orgs
from tests.factories.orgs import FOUNDED
from tests.refusals.speech import refused_in_chinese
from tests.web.district import actor, browser_of, gathering

BY = Actor("区委党建办", datetime(2018, 5, 17, 1, tzinfo=UTC))
MAY = date(2018, 5, 16)
FAR = date(2118, 5, 16)
REASON = {"because": "区划调整", "by": BY}


def test_gatherings_duties_and_packs(cast):
    with refused_in_chinese("records.future", saying="2118"):
        gathering(cast, held_on=FAR)
    with refused_in_chinese("records.decision-due", saying="2118"):
        gathering(cast, decisions=(DecisionEntry(text="修缮活动室", due_on=FAR),))
    with refused_in_chinese("duties.far-period", saying="2118"):
        issue(period=Period.parse("2118-M05"), on=MAY, by=BY)
    with refused_in_chinese("duties.pack-far", saying="2118"):
        publish(pack_file=duties.pack_file(version=2, valid_from="2118-01-01"), by=BY)


def test_the_register(cast):
    person, exemption = cast.member.person, orgs.exemption(cast.member.person)
    asked = (
        lambda: register(entry=PersonEntry("赵小甲", cast.first, starts_on=FAR), by=BY),
        lambda: register(entry=PersonEntry("赵小甲", cast.first, joined_on=FAR), by=BY),
        lambda: people.transfer(person=person, to=cast.second, on=FAR, **REASON),
        lambda: people.leave(person=person, on=FAR, **REASON),
        lambda: people.lift_exemption(exemption=exemption, on=FAR, by=BY),
        lambda: people.exempt(person=cast.recorder.person, ground=Ground.ABROAD, starts_on=MAY, ends_on=FAR, by=BY),
        lambda: appoint(person=person, organization=cast.first, kind=PostKind.COMMISSIONER, starts_on=FAR, by=BY),
    )
    for act in asked:
        with refused_in_chinese("orgs.day", saying="2118"):
            act()


def test_the_tree(cast):
    branch, group = cast.first, form_group(organization=cast.first, name="一组", starts_on=FOUNDED, by=BY)
    new = OrganizationEntry("NEW", "新支部", "新", Kind.BRANCH, Category.COMMUNITY, FAR, cast.street)
    asked = (
        lambda: found(entry=new, by=BY),
        lambda: acts.rename(organization=branch, name="新名", short_name="新", on=FAR, **REASON),
        lambda: acts.move(organization=branch, under=cast.street, on=FAR, **REASON),
        lambda: acts.merge(organization=branch, into=cast.second, on=FAR, **REASON),
        lambda: acts.close(organization=branch, on=FAR, **REASON),
        lambda: acts.describe(organization=branch, facts={"elected_on": FAR}, by=BY),
        lambda: form_group(organization=branch, name="二组", starts_on=FAR, by=BY),
        lambda: dissolve_group(group=group, on=FAR, by=BY),
        lambda: open_office(organization=cast.district, name="党建办", starts_on=FAR, by=BY),
    )
    for act in asked:
        with refused_in_chinese("orgs.day", saying="2118"):
            act()


def test_grants(cast):
    person, admin = cast.member.person, actor(cast.security_admin)
    grant = Grant.objects.get(person=cast.recorder.person)
    far, until = (
        GrantEntry(person, Role.RECORDER, cast.first, Reach.OWN, starts_on, ends_on)
        for starts_on, ends_on in ((FAR, None), (MAY, FAR))
    )
    asked = (
        lambda: give_many(entries=[far], by=admin),
        lambda: give_many(entries=[until], by=admin),
        lambda: end_grant(grant=grant, on=FAR, by=admin),
    )
    for act in asked:
        with refused_in_chinese("orgs.day", saying="2118"):
            act()


def test_a_page_is_not_shown_as_of_2118(cast):
    answer = browser_of(cast.secretary).get("/organizations/?on=2118-05-16")
    assert answer.status_code == 422
    assert "2118-05-16" in answer.content.decode()
