"""Making the digests of a day: one for each person and week, by whichever worker comes first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext

from taizhang.domain.access.models import Account
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.connectors.door import Message
from taizhang.domain.notices.connectors.inbox import InboxConnector
from taizhang.domain.notices.digests import Circle, Content, Source, gather
from taizhang.domain.notices.hours import digest_day, local, week_of, working
from taizhang.domain.notices.models import Address, Contact, Delivery, Digest, Round
from taizhang.domain.notices.models.contact import FRIDAY, MONDAY
from taizhang.domain.orgs.calendar import calendar
from taizhang.domain.preferences.languages import languages_of
from taizhang.kernel.periods import Period

LOCK = 0x64_69_67  # one advisory lock per database: rounds are made one after the other
LINK = "/me/digest/"


@action
def make_digests(*, now: datetime, sources: Sequence[Source], by: Actor) -> int:
    """Make the digests whose day has come; answers how many people have something to be told.

    Safe to run at any hour and by two workers at once: a round of a weekday is made once a week, a person has one
    digest a week, and outside working hours nothing happens. A missed day is made good on a later one of the week.
    """
    if not working(now):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [LOCK])
    week = week_of(now)
    weekdays = _due(week, now)
    if not weekdays:
        return 0
    Round.objects.bulk_create([Round(week=str(week), weekday=each, at=now) for each in weekdays])
    people = _readers(week, weekdays)
    found = {person: content for person, content in gather(Circle(now), sources).items() if person in people}
    digests = [Digest(person_id=p, week=str(week), lines=len(content), at=now) for p, content in found.items()]
    Digest.objects.bulk_create(digests, batch_size=2000)
    _hand_over(digests, found, now)
    note(Note("digests.make", None, by, details={"week": str(week), "weekdays": weekdays, "people": len(digests)}))
    return len(digests)


def _due(week: Period, now: datetime) -> list[int]:
    """The weekdays whose digests are to be made by now and are not."""
    days, today = calendar(week.first, week.last), local(now).date()
    made = set(Round.objects.filter(week=str(week)).values_list("weekday", flat=True))
    wished = ((weekday, digest_day(week, weekday, days)) for weekday in range(MONDAY, FRIDAY + 1))
    return [weekday for weekday, day in wished if day is not None and day <= today and weekday not in made]


def _readers(week: Period, weekdays: Sequence[int]) -> set[UUID]:
    """Whoever may sign in, wants his digest on one of the weekdays, and has had none this week."""
    open_accounts = Account.objects.filter(is_active=True).order_by().values_list("person_id", flat=True)
    wishes = dict(Contact.objects.values_list("person_id", "weekday"))
    had = set(Digest.objects.filter(week=str(week)).values_list("person_id", flat=True))
    return {person for person in open_accounts if wishes.get(person, MONDAY) in weekdays} - had


def _hand_over(digests: Sequence[Digest], found: Mapping[UUID, Content], now: datetime) -> None:
    """Through each channel somebody wants; without one, a line in the inbox when it says more than the inbox does."""
    people = [digest.person_id for digest in digests]
    languages = languages_of(people)
    doors: dict[UUID, list[UUID]] = {}
    for person, connector in Address.objects.usable().values_list("person_id", "connector_id"):
        doors.setdefault(person, []).append(connector)
    waiting: list[Delivery] = []
    for digest in digests:
        content = found[digest.person_id]
        with translation.override(languages.get(digest.person_id, settings.LANGUAGE_CODE)):
            if digest.person_id in doors:
                waiting += _deliveries(digest, content, doors[digest.person_id], now)
            elif content.lines:
                message = Message(digest.pk, str(digest.person_id), _subject(digest, content), "", LINK)
                InboxConnector(len(content), now).send(message)
    Delivery.objects.bulk_create(waiting, batch_size=2000)


def _deliveries(digest: Digest, content: Content, doors: Iterable[UUID], now: datetime) -> list[Delivery]:
    subject, text = _subject(digest, content), _text(content)
    return [
        Delivery(
            person_id=digest.person_id, connector_id=door, digest=digest, subject=subject, text=text,
            made_at=now, next_at=now,
        )
        for door in doors
    ]  # fmt: skip


def _subject(digest: Digest, content: Content) -> str:
    words = gettext("Taizhang: {count} lines for you in {week}")
    return words.format(count=len(content), week=Period.parse(digest.week).words(translation.get_language() or "zh"))


def _text(content: Content) -> str:
    """The words of a message: what is owed and waiting, new notices by kind only, and the way to the page."""
    foot = gettext("You get one such message a week at most, on a working day; you choose the day and the channel.")
    way = f"{settings.SITE_URL}{LINK}" if settings.SITE_URL else gettext("Sign in to read more.")
    return "\n".join([*(f"· {line}" for line in content.spoken()), "", way, "", foot])
