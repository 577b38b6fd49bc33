"""Handing over what waits: tried again when the other side is away, never doubled, given up after a week.

A message that was handed over while our own side failed is tried again under the same identifier, by which the receiver
knows it: `Message-ID` of an e-mail, `Taizhang-Delivery` of a webhook.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation

from taizhang.domain.notices.connectors import Message, Receipt, opened
from taizhang.domain.notices.hours import working
from taizhang.domain.notices.kinds import rule
from taizhang.domain.notices.models import Address, Attempt, Delivery, Notice
from taizhang.domain.notices.wording import name, sentence
from taizhang.domain.orgs.secrets import reveal
from taizhang.domain.preferences.languages import languages_of
from taizhang.kernel.errors import Refused

PAUSES = tuple(timedelta(minutes=each) for each in (10, 30, 60, 120, 240))  # after each failure; then the last again
WORTH = timedelta(days=7)  # a digest is of no use after its week
MOST = 2000  # messages in one run


@dataclass(frozen=True, slots=True)
class Run:
    """What one run came to."""

    sent: int = 0
    failed: int = 0


def deliver(*, now: datetime) -> Run:
    """Try everything that is due; outside working hours only what is of safety.

    One transaction for each message, so that what was sent is known as sent whatever happens next. A channel that is
    away is left alone for the rest of the run.
    """
    waiting = Delivery.objects.due(now)
    if not working(now):
        waiting = waiting.filter(any_hour=True)
    away: set[UUID] = set()
    sent = failed = 0
    for key, connector in list(waiting.order_by("next_at", "id").values_list("pk", "connector_id")[:MOST]):
        receipt = _try(key, now) if connector not in away else None
        if receipt is None:
            continue
        sent, failed = sent + receipt.sent, failed + (not receipt.sent)
        if receipt.away:
            away.add(connector)
    return Run(sent, failed)


def announce(notices: Collection[UUID], *, now: datetime) -> int:
    """Let urgent notices go out by the channels their readers want; answers how many messages that makes."""
    rows = list(Notice.objects.filter(pk__in=notices))
    people = [row.person_id for row in rows]
    doors: dict[UUID, list[UUID]] = {}
    for person, connector in (
        Address.objects.usable().filter(person__in=people).values_list("person_id", "connector_id")
    ):
        doors.setdefault(person, []).append(connector)
    languages = languages_of(list(doors))
    made = [
        _urgent(row, door, languages.get(row.person_id, settings.LANGUAGE_CODE), now)
        for row in rows
        for door in doors.get(row.person_id, ())
    ]
    Delivery.objects.bulk_create(made, batch_size=2000)
    return len(made)


def _try(key: UUID, now: datetime) -> Receipt | None:
    """One try; None when another worker has it in hand or has sent it."""
    with transaction.atomic():
        rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("connector")
        delivery = rows.filter(pk=key, next_at__lte=now).first()
        if delivery is None:
            return None
        receipt = _handed(delivery, now)
        Attempt.objects.create(delivery=delivery, at=now, sent=receipt.sent, reason=receipt.reason)
        _settle(delivery, receipt, now)
        return receipt


def _handed(delivery: Delivery, now: datetime) -> Receipt:
    if now - delivery.made_at > WORTH:
        return Receipt.refused("older than its week")
    address = Address.objects.usable().filter(person=delivery.person_id, connector=delivery.connector_id).first()
    if address is None:
        return Receipt.refused("no longer wanted")
    try:
        to, channel = reveal(address.sealed), opened(delivery.connector)
    except Refused as refusal:
        return Receipt.refused(refusal.sentence())
    return channel.send(Message(delivery.pk, to, delivery.subject, delivery.text, settings.SITE_URL))


def _settle(delivery: Delivery, receipt: Receipt, now: datetime) -> None:
    """Sent or given up, its words are forgotten; else it is tried again later."""
    tries = delivery.attempts.count()
    later = now + PAUSES[min(tries, len(PAUSES)) - 1]
    if receipt.sent or later - delivery.made_at > WORTH or receipt.reason == "no longer wanted":
        delivery.next_at, delivery.subject, delivery.text = None, "", ""
    else:
        delivery.next_at = later
    delivery.save(update_fields=["next_at", "subject", "text"])


def _urgent(notice: Notice, door: UUID, language: str, now: datetime) -> Delivery:
    with translation.override(language):
        subject, text = name(notice.kind), sentence(notice)
    return Delivery(
        person_id=notice.person_id,
        connector_id=door,
        notice=notice,
        any_hour=rule(notice.kind).safety,
        subject=subject,
        text="\n\n".join(filter(None, [text, settings.SITE_URL])),
        made_at=now,
        next_at=now,
    )
