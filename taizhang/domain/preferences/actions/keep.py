"""Keeping a filter, naming it anew, letting a list open with it, and taking it away again."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from taizhang.domain.access.models import Account
from taizhang.domain.audit.actor import Actor
from taizhang.domain.preferences.models import SavedFilter
from taizhang.kernel.characters import refuse_unseen
from taizhang.kernel.errors import Refused, _

LONGEST_NAME, LONGEST_QUERY, MOST = 60, 2000, 40
UNDO_FOR = timedelta(days=1)  # then what was taken away is deleted for good


@transaction.atomic
def save_filter(*, id: UUID, account: Account, address: str, name: str, query: str, by: Actor) -> SavedFilter:
    """Keep the conditions of a list under a name; sending it twice is harmless, the same name again replaces them.

    It is one's own convenience and concerns nobody else: it leaves no note in the audit trail.
    """
    name = _named(name)
    if len(query) > LONGEST_QUERY:
        raise Refused(
            _("These conditions are too long to be kept: {length} characters, at most {limit}."),
            _("Take some of them away first."),
            code="preferences.query-length",
            length=len(query),
            limit=LONGEST_QUERY,
        )
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)  # two windows at once: one after the other
    _forget(account, by)
    mine = SavedFilter.objects.kept().of(account)
    saved = mine.filter(address=address, name=name).first() or SavedFilter.objects.of(account).filter(pk=id).first()
    if saved is None:
        _refuse_many(mine.filter(address=address).count())
        if SavedFilter.objects.filter(pk=id).exists():
            raise unknown()
        return SavedFilter.objects.create(
            id=id, account=account, address=address, name=name, query=query, saved_at=by.at
        )
    saved.query, saved.saved_at = query, by.at
    saved.save(update_fields=["query", "saved_at"])
    return saved


@transaction.atomic
def rename_filter(*, saved: SavedFilter, name: str) -> SavedFilter:
    """Give a filter another name."""
    saved.name = _named(name)
    others = SavedFilter.objects.kept().of(saved.account).exclude(pk=saved.pk)
    _refuse_taken(others.filter(address=saved.address, name=saved.name).exists(), saved.name)
    saved.save(update_fields=["name"])
    return saved


@transaction.atomic
def open_with(*, saved: SavedFilter, wanted: bool) -> SavedFilter:
    """Let its list open with a filter, or no longer; a list opens with one at most."""
    SavedFilter.objects.of(saved.account).filter(address=saved.address, is_default=True).update(is_default=False)
    saved.is_default = wanted
    saved.save(update_fields=["is_default"])
    return saved


@transaction.atomic
def remove_filter(*, saved: SavedFilter, by: Actor) -> SavedFilter:
    """Take a filter away; its link and its sharing end at once, and for a day it can be had back."""
    saved.removed_at, saved.is_default = by.at, False
    saved.save(update_fields=["removed_at", "is_default"])
    return saved


@transaction.atomic
def restore_filter(*, saved: SavedFilter) -> SavedFilter:
    """Take the removal back."""
    others = SavedFilter.objects.kept().of(saved.account).exclude(pk=saved.pk)
    _refuse_taken(others.filter(address=saved.address, name=saved.name).exists(), saved.name)
    saved.removed_at = None
    saved.save(update_fields=["removed_at"])
    return saved


def unknown() -> Refused:
    """There is no such filter, or it is somebody else's: nobody learns which."""
    return Refused(
        _("There is no such saved filter; it may have been removed, or is no longer shared."),
        _("Open the list itself and choose its conditions."),
        code="preferences.unknown",
    )


def _forget(account: Account, by: Actor) -> None:
    SavedFilter.objects.of(account).filter(removed_at__lt=by.at - UNDO_FOR).delete()


def _named(name: str) -> str:
    name = " ".join(name.split())
    refuse_unseen(name)
    if not name:
        raise Refused(
            _("A saved filter needs a name."), _("Say in a few words what it shows."), code="preferences.name"
        )
    if len(name) > LONGEST_NAME:
        raise Refused(
            _("The name has {length} characters; at most {limit} are kept."),
            _("Shorten it."),
            code="preferences.name-length",
            length=len(name),
            limit=LONGEST_NAME,
        )
    return name


def _refuse_taken(taken: bool, name: str) -> None:
    if taken:
        raise Refused(
            _("Another filter of this list is called “{name}”."),
            _("Choose another name."),
            code="preferences.name-taken",
            name=name,
        )


def _refuse_many(count: int) -> None:
    if count >= MOST:
        raise Refused(
            _("At most {most} filters are kept for one list."),
            _("Remove one that you no longer use."),
            code="preferences.too-many",
            most=MOST,
        )
