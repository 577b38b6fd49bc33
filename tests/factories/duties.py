"""Packs and duties made through their own actions; organisations as small as rules need them."""

import copy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import taizhang
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.decisions import Decided, from_decisions
from taizhang.domain.duties.actions.fulfil import Claimed, fulfil
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.actions.packs import publish
from taizhang.domain.duties.actions.seal import seal as close_books
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.models import Duty, Fulfilment, Pack, ProgrammeItem, Seal, Standard, Waiver
from taizhang.domain.duties.packfile import PackFile, from_content, load
from taizhang.domain.orgs.kinds import Category, Kind, PostKind
from taizhang.domain.orgs.models import Membership, Organization, Person, Placement, Post
from taizhang.kernel.ids import uuid7
from taizhang.kernel.periods import Period

ERQI = Path(taizhang.__file__).parent / "packs" / "erqi-2018.yaml"
MOMENT = datetime(2018, 5, 20, 2, tzinfo=UTC)
DAY = date(2018, 5, 20)
MAY = Period.parse("2018-M05")
FOUNDED = date(2010, 1, 1)


def actor(name: str = "区委党建办", at: datetime = MOMENT) -> Actor:
    """Somebody who acts; two calls are two people."""
    return Actor(name=name, at=at, person_id=uuid4())


def pack_file(**changes: Any) -> PackFile:
    """The default pack with some of its heading changed."""
    content = copy.deepcopy(dict(load(ERQI).content))
    return from_content({**content, **changes})


def pack(**changes: Any) -> Pack:
    """A published pack."""
    return publish(pack_file=pack_file(**changes), by=actor())


def standard(code: str = "L05") -> Standard:
    """A standard of a published pack."""
    return Standard.objects.get(pack=pack(), code=code)


def programme_item() -> ProgrammeItem:
    """An item of a published pack's programme."""
    return ProgrammeItem.objects.filter(pack=pack()).first()


def stand(code: str, kind: Kind = Kind.BRANCH, under: Placement | None = None, **more: Any) -> Placement:
    """An organisation that stands somewhere in the tree."""
    since = more.pop("since", FOUNDED)
    category = more.pop("category", Category.COMMUNITY)
    organization = Organization.objects.create(code=code, label=code.lower(), founded_on=since, **more)
    return Placement.objects.create(
        organization=organization,
        parent=under.organization if under else None,
        path=(under.path if under else "/") + organization.label + "/",
        name=code,
        short_name=code,
        kind=kind,
        category=category,
        sort_key=code,
        search=code.lower(),
        starts_on=since,
    )


def people(place: Placement, count: int, *posts: PostKind) -> list[Person]:
    """Formal members of an organisation, the first of them with posts."""
    named = [f"{place.short_name}党员{number}" for number in range(count)]
    members = Person.objects.bulk_create([Person(name=name, sort_key=name, search=name) for name in named])
    rows = [
        Membership(person=each, organization=place.organization, standing="formal", starts_on=FOUNDED)
        for each in members
    ]
    Membership.objects.bulk_create(rows)
    held = zip(members, posts, strict=False)
    Post.objects.bulk_create(
        [Post(person=each, organization=place.organization, kind=kind, starts_on=FOUNDED) for each, kind in held]
    )
    return members


def duty(place: Placement | None = None, institution: str = "L05", period: Period = MAY) -> Duty:
    """A duty issued to an organisation in a month; a pack is published when none is."""
    place = place or stand("B")
    if not Pack.objects.exists():
        pack()
    duties = Duty.objects.filter(organization=place.organization, institution=institution)
    duties = duties.filter(first_on__lte=period.last, last_on__gte=period.first)
    if not duties.exists():
        issue(period=period, on=period.first, by=actor())
    return duties.get()


def claimed(to: Duty, *, approved: int = 1, held_on: date | None = None, at: datetime = MOMENT, source=None) -> Claimed:
    """An approved claim on a duty."""
    return Claimed(to.pk, approved, "activity", source or uuid7(), held_on or to.due_on, at)


def fulfilment(to: Duty | None = None, **how: Any) -> Fulfilment:
    """A duty that is met."""
    to = to or duty()
    fulfil(claims=[claimed(to, **how)], by=actor())
    return Fulfilment.objects.get(duty=to)


def waiver(to: Duty | None = None) -> Waiver:
    """A duty that is waived."""
    return waive(duty=to or duty(), because="全体赴外地参加抢险", by=actor())


def seal(place: Placement | None = None) -> Seal:
    """The first quarter below an organisation, sealed."""
    place = place or stand("D", Kind.DISTRICT)
    period, label = Period.parse("2018-Q1"), "季度考核方案（2018年第一季度）"
    return close_books(office=place.organization, period=period, label=label, source_id=uuid7(), by=actor())


def decision_duty(place: Placement | None = None, **more: Any) -> Duty:
    """A duty that follows from a decision."""
    place = place or stand("B")
    values = {"title": "修缮活动室", "assignee_id": None, "decided_on": DAY, "due_on": date(2018, 6, 10), **more}
    decided = Decided(decision_id=uuid7(), organization_id=place.organization_id, **values)
    return from_decisions(decisions=[decided], by=actor())[0]
