"""Everyone's keys, for the security administrator: seen and ended, never used."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.domain.access.actions import revoke_key
from taizhang.domain.access.models import Key
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actions import action
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.actions.signing_in import tell_key_revoked
from taizhang.web.keys.words import state, told, unknown
from taizhang.web.kit import clock
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.flash import say
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.table import Column, Table

MANAGE = Permission.GRANTS_MANAGE
STATES = [("live", pgettext_lazy("key", "in force")), ("ended", pgettext_lazy("key", "ended"))]


def _standing(rows: QuerySet[Any], wanted: str) -> QuerySet[Any]:
    live = {"revoked_at__isnull": True, "expires_on__gte": clock.today()}
    return rows.filter(**live) if wanted == "live" else rows.exclude(**live)


@dataclass(frozen=True)
class Keys(Filter):
    """Keys by person and by whether they open anything."""

    q: str = condition(
        gettext_lazy("Person"),
        lambda rows, q: rows.filter(account__person__search__contains=q.lower()),
        default="",
        type="search",
    )
    state: str = condition(gettext_lazy("State"), _standing, default="", options=STATES)


def opened(key: Key) -> str:
    """What a key opens, in words."""
    return _(", ").join(told(key, clock.today()).opens)


KEYS = Listing(
    gettext_lazy("Keys of programs"),
    Table(
        (
            Column("person", gettext_lazy("Person"), "account.person.name", by=("account__person__sort_key",)),
            Column("name", gettext_lazy("Program"), by=("name",)),
            Column("opens", gettext_lazy("What it may do"), opened, width="wide"),
            Column("organization", gettext_lazy("Only for"), lambda key: key.organization and key.organization.code),
            Column("expires_on", gettext_lazy("Last day"), by=("expires_on",)),
            Column("last_used_on", gettext_lazy("Last used"), by=("last_used_on",)),
            Column("state", gettext_lazy("State"), lambda key: state(key, clock.today())[0]),
        ),
        order=("account__person__sort_key", "id"),
    ),
    "keys/everyones.html",
)


@page(MANAGE)
def keys(request: PageRequest) -> HttpResponseBase:
    """All keys of all people, those that have ended too."""
    rows = Key.objects.select_related("account__person", "organization")
    return answer(request, KEYS, Keys.from_query(request.GET), rows, context={"today": request.today})


@page(MANAGE, methods=("POST",))
def revocation(request: PageRequest, key: UUID) -> HttpResponse:
    """Let anyone's key open nothing any more."""
    found = Key.objects.filter(pk=key).first()
    if found is None:
        raise unknown()
    _revoke(found, request.by)
    say(request, _("The key “%(name)s” opens nothing any more.") % {"name": found.name})
    return see_other(reverse("keys:all"))


@action
def _revoke(key: Key, by: Actor) -> Key:
    standing = key.revoked_at is None
    revoked = revoke_key(key=key, by=by)
    if standing:
        tell_key_revoked(revoked, by)
    return revoked
