"""Making, using and revoking the keys by which programs act for accounts."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from taizhang.domain.access import policy
from taizhang.domain.access.actions.authority import require
from taizhang.domain.access.models import LONGEST_LIFE, Account, Key
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7

PREFIX = "tz_"
MOST_KEYS = 20  # of an account that open something at the same time
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """What a key shall be: its name, what it opens, where, and until when."""

    name: str
    permissions: Collection[Permission]
    expires_on: date
    organization: Organization | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A new key with its secret, which nobody can read again."""

    key: Key
    secret: str


@action
def make_key(*, account: Account, entry: KeyEntry, by: Actor) -> Made:
    """Make a key for one's own account: with a part of what one holds, for a year at most."""
    _refuse_other(account, by)
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)  # two at once do not pass the limit
    name = _name(entry.name)
    _refuse_days(entry.expires_on, by.on)
    _refuse_permissions(account, entry, by.on)
    _refuse_many(account, by.on)
    secret = PREFIX + secrets.token_urlsafe(32)
    key = Key.objects.create(
        id=uuid7(),
        account=account,
        name=name,
        digest=digest(secret),
        hint=secret[-4:],
        permissions=sorted(permission.value for permission in entry.permissions),
        organization=entry.organization,
        made_at=by.at,
        expires_on=entry.expires_on,
    )
    note(_note("keys.make", key, by, permissions=key.permissions, expires_on=key.expires_on))
    return Made(key, secret)


@action
def revoke_key(*, key: Key, by: Actor) -> Key:
    """Let a key open nothing any more, from this moment; one's own, or anyone's as security administrator."""
    key = Key.objects.select_for_update(of=("self",)).select_related("account__person").get(pk=key.pk)
    if key.account.person_id != by.person_id:
        require(Permission.GRANTS_MANAGE, by, first=False)
    if key.revoked_at is not None:
        return key
    key.revoked_at, key.revoked_by_id, key.revoked_by_name = by.at, by.person_id, by.name
    key.save(update_fields=["revoked_at", "revoked_by_id", "revoked_by_name"])
    note(_note("keys.revoke", key, by))
    return key


def key_of(secret: str, *, on: date) -> Key | None:
    """The key of a secret, with its account acting through it; the day of its use is kept, no hour and no place."""
    known = Key.objects.select_related("account__person").filter(digest=digest(secret)).first()
    if known is None:
        return None
    known.account.key = known
    if known.opens(on) and known.account.is_active and known.last_used_on != on:
        Key.objects.filter(pk=known.pk).update(last_used_on=on)
    return known


def digest(secret: str) -> str:
    """What is kept of a secret; drawn by lot from 2²⁵⁶ it needs neither salt nor slowness."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def latest_end(made_at: datetime | date) -> date:
    """The last day on which a key made at a moment may end."""
    day = made_at.date() if isinstance(made_at, datetime) else made_at
    return day + LONGEST_LIFE - timedelta(days=1)


def _refuse_other(account: Account, by: Actor) -> None:
    if account.person_id != by.person_id or account.key is not None:
        raise Refused(
            _("A key is made by the person for whom it acts, on the page of keys."),
            _("Sign in and make it there."),
            code="keys.not-yours",
        )


def _name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused(
            _("A key needs a name of 1 to {most} characters."),
            _("Name the program that will use it."),
            code="keys.name",
            most=LONGEST_NAME,
        )
    return name


def _refuse_days(expires_on: date, today: date) -> None:
    last = latest_end(today)
    if not today <= expires_on <= last:
        raise Refused(
            _("A key ends between {first} and {last}, not on {day}."),
            _("Choose a day within a year; a new key can be made then."),
            code="keys.days",
            first=today,
            last=last,
            day=expires_on,
        )


def _refuse_permissions(account: Account, entry: KeyEntry, on: date) -> None:
    """Refuse a key that opens nothing, or what the person does not hold himself."""
    place = entry.organization.pk if entry.organization else None
    lacking = [one for one in entry.permissions if not policy.may(account, one, on=on)]
    if place and not lacking:
        lacking = [one for one in entry.permissions if not _reaches(account, one, entry, on)]
    if not entry.permissions or lacking:
        raise Refused(
            _("A key opens a part of what you may do yourself: at least one thing, and nothing beyond."),
            _("Choose among what your posts include today."),
            code="keys.permissions",
        )


def _reaches(account: Account, permission: Permission, entry: KeyEntry, on: date) -> bool:
    """Whether a permission is held over the organisation of a key, or over something below it."""
    account.key = Key(permissions=[permission.value], organization=entry.organization)
    try:
        return bool(policy.scope(account, permission, on=on))
    finally:
        account.key = None
        account.__dict__.pop("_key_path", None)


def _refuse_many(account: Account, on: date) -> None:
    held = Key.objects.filter(account=account, revoked_at__isnull=True, expires_on__gte=on).count()
    if held >= MOST_KEYS:
        raise Refused(
            _("You have {held} keys already; nobody keeps an eye on more."),
            _("Revoke one that is not used any more."),
            code="keys.many",
            held=held,
        )


def _note(verb: str, key: Key, by: Actor, **details: object) -> Note:
    label = f"{key.account.person.name} {key.name}"
    return Note(verb, key, by, key.organization_id, label=label, details=details)
