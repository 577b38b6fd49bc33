"""Opening and closing accounts, and their passwords."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from taizhang.domain.access.actions.authority import require
from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.orgs.models import Person
from taizhang.domain.orgs.spelling import plain
from taizhang.kernel.errors import Refused, _

USERNAME = re.compile(r"[a-z0-9\u4e00-\u9fff][a-z0-9._@\u4e00-\u9fff-]{1,59}")


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """A sign-in for a person; without a password nobody can sign in with one until it is set."""

    person: Person
    username: str
    password: str | None = None
    demo: bool = False


@action
def open_account(*, person: Person, username: str, password: str | None, by: Actor) -> Account:
    """Open the account of a person; a person has one."""
    return open_many(entries=[AccountEntry(person, username, password)], by=by)[0]


@action
def open_many(*, entries: Sequence[AccountEntry], by: Actor) -> list[Account]:
    """Open accounts in a fixed number of queries; one audit entry each. Equal passwords are hashed once."""
    require(Permission.ACCOUNTS_MANAGE, by, first=not Account.objects.exists())
    names = [plain(entry.username) for entry in entries]
    _refuse_bad_names(names)
    _refuse_second_accounts([entry.person for entry in entries])
    hashes: dict[str | None, str] = {None: make_password(None)}
    accounts = []
    for entry, name in zip(entries, names, strict=True):
        account = Account(username=name, person=entry.person, demo=entry.demo)
        if entry.password not in hashes:
            hashes[entry.password] = _hash(entry.password or "", account)
        account.password = hashes[entry.password]
        accounts.append(account)
    insert_many(Account, accounts)
    for account in accounts:
        note(Note("accounts.open", account, by, label=f"{account.username} {account.person.name}"))
    return accounts


@action
def close_account(*, account: Account, by: Actor) -> Account:
    """Close an account: it signs nobody in and holds no permission, from this moment on."""
    require(Permission.ACCOUNTS_MANAGE, by, first=False)
    if account.person_id == by.person_id:
        raise Refused(
            _("Nobody closes his own account."), _("Ask another system administrator."), code="access.own-account"
        )
    return _set_active(account, False, Note("accounts.close", account, by))


@action
def reopen_account(*, account: Account, by: Actor) -> Account:
    """Open a closed account again."""
    require(Permission.ACCOUNTS_MANAGE, by, first=False)
    return _set_active(account, True, Note("accounts.reopen", account, by))


@action
def set_password(*, account: Account, password: str, by: Actor) -> Account:
    """Give an account another password; one's own, or as system administrator."""
    if account.person_id != by.person_id:
        require(Permission.ACCOUNTS_MANAGE, by, first=False)
    account.password = _hash(password, account)
    account.save(update_fields=["password"])
    note(Note("accounts.password", account, by))
    return account


def _set_active(account: Account, active: bool, told: Note) -> Account:
    account.is_active = active
    account.save(update_fields=["is_active"])
    note(told)
    return account


def _hash(password: str, account: Account) -> str:
    """The hash of an acceptable password."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(
            _("This password cannot be used: {complaint}"),
            code="access.password",
            complaint=" ".join(error.messages),
        ) from None
    return make_password(password)


def _refuse_bad_names(names: Sequence[str]) -> None:
    for name in names:
        if USERNAME.fullmatch(name) is None:
            raise Refused(
                _("“{username}” cannot be a username."),
                _("Use 2 to 60 letters, digits or Chinese characters, and . _ @ - between them."),
                code="access.username",
                username=name,
            )
    taken = set(Account.objects.filter(username__in=names).values_list("username", flat=True))
    for name, times in Counter(names).items():
        if name in taken or times > 1:
            raise Refused(
                _("The username {username} is already in use."),
                _("Choose another."),
                code="access.username-taken",
                username=name,
            )


def _refuse_second_accounts(people: Sequence[Person]) -> None:
    have = Account.objects.filter(person__in=[person.pk for person in people]).select_related("person").first()
    times = Counter(person.pk for person in people)
    twice = next((person for person in people if times[person.pk] > 1), None)
    if have is not None or twice is not None:
        raise Refused(
            _("{name} already has an account."),
            _("Set a new password for it, or open it again."),
            code="access.second-account",
            name=have.person.name if have else twice.name if twice else "",
        )
