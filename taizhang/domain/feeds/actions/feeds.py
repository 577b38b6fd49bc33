"""Making, renewing and revoking a feed: only its own person makes and renews it; whoever may, revokes it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.feeds.models import Feed
from taizhang.domain.feeds.tokens import digest, new_token
from taizhang.domain.orgs.models import Organization, Person
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7

LASTS = timedelta(days=365)
MOST = 10  # standing feeds of one person
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a feed shall show (everything of its person's own, or one organisation), and how it is called."""

    organization: Organization | None = None
    name: str = ""
    language: str = "zh-hans"
    id: UUID = field(default_factory=uuid7)


@action
def create(*, person: Person, entry: FeedEntry, by: Actor) -> tuple[Feed, str]:
    """Make a feed; answers it and its secret, which is shown this once and kept nowhere."""
    _require_own(person.pk, by)
    name = _named(entry.name)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if Feed.objects.filter(pk=entry.id).exists():
        raise Refused(
            _("The address of this calendar was shown once already and is kept nowhere."),
            _("Revoke it and make another if it is lost."),
            code="feeds.shown-once",
        )
    _require_room(person)
    token = new_token()
    feed = Feed.objects.create(
        id=entry.id,
        person=person,
        organization=entry.organization,
        name=name,
        language=entry.language,
        token_hash=digest(token),
        made_at=by.at,
        expires_on=by.on + LASTS,
    )
    note(_note("feeds.create", feed, by, expires_on=feed.expires_on))
    return feed, token


@action
def renew(*, feed: Feed, by: Actor) -> Feed:
    """Let a feed last another year from today, at the same address."""
    feed = _locked(feed)
    _require_own(feed.person_id, by)
    if feed.revoked_at is not None:
        raise Refused(
            _("This calendar was revoked; what is revoked stays so."),
            _("Make another one."),
            code="feeds.revoked",
        )
    if feed.expires_on != by.on + LASTS:
        feed.expires_on = by.on + LASTS
        feed.save(update_fields=["expires_on"])
        note(_note("feeds.renew", feed, by, expires_on=feed.expires_on))
    return feed


@action
def revoke(*, feed: Feed, by: Actor) -> Feed:
    """Let nobody read at this address any more; twice is once."""
    feed = _locked(feed)
    if feed.revoked_at is None:
        feed.revoked_at = by.at
        feed.save(update_fields=["revoked_at"])
        note(_note("feeds.revoke", feed, by))
    return feed


def used(feed: Feed, on: date) -> None:
    """Remember the day on which a feed was last read, so that a forgotten one is noticed; one write a day at most."""
    if feed.last_used_on != on:
        Feed.objects.filter(pk=feed.pk).update(last_used_on=on)


def _require_own(person_id: UUID, by: Actor) -> None:
    if by.person_id != person_id:
        raise Refused(
            _("A calendar is made and renewed by its own person only."),
            _("Let that person do it on the page “My calendars”."),
            code="feeds.not-own",
        )


def _named(name: str) -> str:
    name = name.strip()
    if len(name) > LONGEST_NAME:
        raise Refused(
            _("The name of a calendar has at most {most} characters."),
            _("Shorten it."),
            code="feeds.name",
            most=LONGEST_NAME,
        )
    return name


def _require_room(person: Person) -> None:
    if Feed.objects.standing().filter(person=person).count() >= MOST:
        raise Refused(
            _("One person has at most {most} calendars to subscribe to."),
            _("Revoke one that is no longer used."),
            code="feeds.most",
            most=MOST,
        )


def _locked(feed: Feed) -> Feed:
    return Feed.objects.select_for_update(of=("self",), no_key=True).get(pk=feed.pk)


def _note(verb: str, feed: Feed, by: Actor, **details: object) -> Note:
    return Note(verb, feed, by, feed.organization_id, label=feed.name, details=details)
