"""Notices, circulars, channels and what went through them; each model has a function of its name."""

from itertools import count
from typing import Any

from taizhang.domain.notices.about import About
from taizhang.domain.notices.actions import tell
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.notices.models import (
    Address,
    Addressee,
    Attempt,
    Circular,
    Connector,
    Contact,
    Delivery,
    Digest,
    Notice,
    Recall,
    Round,
)
from taizhang.domain.orgs.models import Organization, Person
from taizhang.kernel.ids import uuid7
from tests.factories import orgs

_numbers = count(1)


def notice(to: Person | None = None, kind: Kind = Kind.WAIVED, **more: Any) -> Notice:
    """A line in somebody's inbox, about something of its own."""
    to = to or orgs.person()
    about = more.pop("about", None) or About("duty", uuid7(), "5月主题党日")
    values = {"values": {"because": "场地维修"}, "link": "/ledger/", "by": orgs.SEED, **more}
    tell(people=[to.pk], kind=kind, about=about, **values)
    return Notice.objects.get(person=to, kind=kind.value, about_id=about.id, read_at=None)


def circular(of: Organization | None = None, **more: Any) -> Circular:
    """Something an office issued."""
    values = {"title": "关于做好5月主题党日的通知", "text": "请按计划开展。", "people": 1, "minutes": 1, **more}
    return Circular.objects.create(
        organization=of or orgs.street(),
        year=orgs.NOW.year,
        number=next(_numbers),
        sent_by_name="seed",
        sent_at=orgs.NOW,
        **values,
    )


def recall(of: Circular | None = None) -> Recall:
    """A circular that holds no longer."""
    return Recall.objects.create(circular=of or circular(), because="日期有误", at=orgs.NOW, by_name="seed")


def addressee(of: Circular | None = None, to: Organization | None = None) -> Addressee:
    """An organisation that a circular reached."""
    return Addressee.objects.create(circular=of or circular(), organization=to or orgs.branch(), people=1)


def contact(of: Person | None = None, **more: Any) -> Contact:
    """A person's wishes."""
    return Contact.objects.create(person=of or orgs.person(), **more)


def connector(door: str = "webhook", **more: Any) -> Connector:
    """A channel."""
    values = {"name": f"channel{next(_numbers)}", "target": "http://127.0.0.1:9/", **more}
    return Connector.objects.create(door=door, added_at=orgs.NOW, added_by_name="seed", **values)


def address(of: Person | None = None, by: Connector | None = None, text: str = "zhou@example.org") -> Address:
    """Where a connector reaches somebody."""
    from taizhang.domain.orgs.secrets import seal

    return Address.objects.create(person=of or orgs.person(), connector=by or connector(), sealed=seal(text))


def round() -> Round:
    """The digests of one day's readers."""
    return Round.objects.create(week="2018-W22", weekday=next(_numbers) % 5 + 1, at=orgs.NOW)


def digest(of: Person | None = None) -> Digest:
    """The digest of a person."""
    return Digest.objects.create(person=of or orgs.person(), week="2018-W22", lines=2, at=orgs.NOW)


def delivery(of: Digest | None = None, by: Connector | None = None) -> Delivery:
    """A message that waits to be sent."""
    of = of or digest()
    values = {"subject": "本周摘要", "text": "2项", "made_at": orgs.NOW, "next_at": orgs.NOW}
    return Delivery.objects.create(person=of.person, connector=by or connector(), digest=of, **values)


def attempt(of: Delivery | None = None) -> Attempt:
    """One failed try."""
    return Attempt.objects.create(delivery=of or delivery(), at=orgs.NOW, sent=False, reason="refused")
