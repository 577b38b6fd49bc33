"""Accounts, for the system administrator: found, opened, closed, given a new password."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from taizhang.domain.access.actions import close_account, open_account, reopen_account, set_password
from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actions import action
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.actions.signing_in import tell_password
from taizhang.domain.orgs.actions.people import PersonEntry, register
from taizhang.kernel.errors import Refused, _
from taizhang.web.access.forms import AccountForm
from taizhang.web.access.passwords import first_password
from taizhang.web.access.people import person_meant
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.table import Column, Table


def _named(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    return rows.filter(Q(username__icontains=words) | Q(person__search__contains=words.lower()))


def _state(account: Account) -> str:
    return pgettext("account", "open") if account.is_active else pgettext("account", "closed")


@dataclass(frozen=True)
class AccountFilter(Filter):
    """Accounts by name and by whether they are open."""

    q: str = condition(pgettext_lazy("person", "Name"), _named, default="", type="search")
    state: str = condition(
        gettext_lazy("State"),
        lambda rows, state: rows.filter(is_active=state == "open"),
        default="",
        options=[("open", pgettext_lazy("account", "open")), ("closed", pgettext_lazy("account", "closed"))],
    )


ACCOUNTS = Listing(
    gettext_lazy("Accounts"),
    Table(
        (
            Column("person", pgettext_lazy("person", "Name"), "person.name", by=("person__sort_key",)),
            Column("username", gettext_lazy("Signs in as"), by=("username",)),
            Column("state", gettext_lazy("State"), _state),
            Column("last_login", gettext_lazy("Last signed in"), by=("last_login",)),
        ),
        order=("username", "id"),
    ),
    "access/accounts.html",
)


@page(Permission.ACCOUNTS_MANAGE)
def accounts(request: PageRequest) -> HttpResponseBase:
    """All accounts."""
    rows = Account.objects.select_related("person")
    return answer(request, ACCOUNTS, AccountFilter.from_query(request.GET), rows)


@page(Permission.ACCOUNTS_MANAGE)
def account(request: PageRequest, key: UUID) -> HttpResponse:
    """One account and what can be done to it."""
    return show(request, "access/account.html", {"one": _find(key)})


@page(Permission.ACCOUNTS_MANAGE, methods=("GET", "POST"))
def new_account(request: PageRequest) -> HttpResponse:
    """Open an account; its first password is shown once."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            password = first_password()
            made = open_for(said=form.cleaned_data, password=password, by=request.by)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _password_page(request, made, password)
    return show(request, "access/account_new.html", {"form": form})


@action
def open_for(*, said: dict[str, Any], password: str, by: Actor) -> Account:
    """Open the account of the person meant, entering a new one in the register first."""
    if said["new_person"]:
        person = register(entry=PersonEntry(said["name"]), by=by)
    else:
        person = person_meant(said["name"], said["digits"])
    return open_account(person=person, username=said["username"], password=password, by=by)


@page(Permission.ACCOUNTS_MANAGE, methods=("POST",))
def password(request: PageRequest, key: UUID) -> HttpResponse:
    """Give an account a new password, shown once."""
    chosen = first_password()
    return _password_page(request, _set(_find(key), chosen, request.by), chosen)


@page(Permission.ACCOUNTS_MANAGE, methods=("POST",))
def closure(request: PageRequest, key: UUID) -> HttpResponse:
    """Close an account."""
    closed = close_account(account=_find(key), by=request.by)
    undo = reverse("access_account_reopening", args=[key])
    say(request, gettext("The account %(name)s is closed.") % {"name": closed.username}, undo=undo)
    return HttpResponseRedirect(reverse("access_account", args=[key]))


@page(Permission.ACCOUNTS_MANAGE, methods=("POST",))
def reopening(request: PageRequest, key: UUID) -> HttpResponse:
    """Open a closed account again."""
    opened = reopen_account(account=_find(key), by=request.by)
    say(request, gettext("The account %(name)s is open again.") % {"name": opened.username})
    return HttpResponseRedirect(reverse("access_account", args=[key]))


@action
def _set(account: Account, chosen: str, by: Actor) -> Account:
    set_password(account=account, password=chosen, by=by)
    tell_password(account, by)
    return account


def _find(key: UUID) -> Account:
    found = Account.objects.select_related("person").filter(pk=key).first()
    if found is None:
        raise Refused(_("There is no such account."), _("Look for it in the list."), code="access.account.unknown")
    return found


def _password_page(request: PageRequest, one: Account, chosen: str) -> HttpResponse:
    """The only page that ever shows it; nothing keeps it, not even the browser."""
    response = show(request, "access/password.html", {"one": one, "password": chosen})
    response.headers["Cache-Control"] = "no-store"
    return response
