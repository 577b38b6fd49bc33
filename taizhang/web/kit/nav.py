"""The menu of the whole site, as data: which item is for whom."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from taizhang.domain.access import policy
from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import Permission

RECORD_URL = "/records/new/"


BRANCHES, WORK, RULES = _("Branches"), _("Fieldwork"), pgettext_lazy("menu", "Rules")
ADMINISTRATION = _("Administration")
SHORT = 6  # so many lines stand beside each other without groups


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu; without a permission it is for everyone. `phone` puts it in the tab bar."""

    label: StrPromise
    url: str
    icon: str
    permission: Permission | None = None
    group: StrPromise | str = ""
    phone: bool = False
    desk: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the menu as one person sees it; `group` is the name of what it folds into, if anything."""

    label: str
    url: str
    icon: str
    current: bool
    phone: bool
    desk: bool
    group: str


MENU = (
    Item(_("Today"), "/", "home", phone=True),
    Item(_("Reviews"), "/reviews/", "review", Permission.RECORDS_REVIEW, phone=True),
    Item(_("Ledger"), "/ledger/", "ledger", Permission.RECORDS_VIEW, phone=True),
    Item(_("Calendar"), "/calendar/", "calendar", Permission.DUTIES_VIEW),
    Item(_("Wall screen"), "/wall/", "chart", Permission.DUTIES_VIEW, BRANCHES),
    Item(_("Organisations"), "/organizations/", "org", Permission.ORGS_VIEW, BRANCHES),
    Item(_("People"), "/people/", "people", Permission.PEOPLE_VIEW, BRANCHES),
    Item(_("Points"), "/points/", "points", Permission.POINTS_VIEW, BRANCHES, phone=True),
    Item(_("Scores"), "/scores/", "score", Permission.SCORES_VIEW, BRANCHES),
    Item(_("Imports"), "/imports/", "upload", Permission.IMPORTS_RUN, BRANCHES),
    Item(_("Paper sheets"), "/paper/", "print", Permission.PAPER_ENTER, BRANCHES),
    Item(_("Visits"), "/visits/", "inspect", Permission.VISITS_VIEW, WORK),
    Item(_("Cases"), "/cases/", "inbox", Permission.CASES_ANSWER, WORK),
    Item(_("Circulars"), "/circulars/", "mail", Permission.NOTICES_SEND, WORK),
    Item(_("Read by peers"), "/samples/", "eye", Permission.SAMPLES_VIEW, WORK),
    Item(_("Review meetings"), "/review-meetings/", "star", Permission.SCORES_VIEW, WORK),
    Item(_("Burden"), "/burden/", "heart", Permission.BURDEN_VIEW, RULES),
    Item(_("Register of forms"), "/forms/", "report", Permission.FORMS_VIEW, RULES),
    Item(_("Policy switches"), "/policies/", "settings", Permission.POLICIES_VIEW, RULES),
    Item(_("Packs"), "/packs/", "pack", Permission.PACKS_VIEW, RULES),
    Item(_("Schemes"), "/schemes/", "points", Permission.SCORES_VIEW, RULES),
    Item(_("Accounts"), "/accounts-admin/", "key", Permission.ACCOUNTS_MANAGE, ADMINISTRATION, phone=True),
    Item(_("Channels of messages"), "/connectors/", "mail", Permission.CONNECTORS_SET, ADMINISTRATION),
    Item(_("Grants"), "/grants/", "shield", Permission.GRANTS_MANAGE, ADMINISTRATION, phone=True),
    Item(_("Keys"), "/keys/", "key", Permission.GRANTS_MANAGE, ADMINISTRATION),
    Item(_("Audit"), "/audit/", "history", Permission.AUDIT_VIEW, ADMINISTRATION, phone=True),
    Item(_("Me"), "/me/", "person", phone=True, desk=False),
)


def menu(account: Account, path: str, *, on: date) -> list[Shown]:
    """The lines that an account may follow, the one that leads to `path` marked."""
    items = list(_open_to(account, on))
    here, folds = current(items, path), _groups(items)
    return [
        Shown(str(i.label), i.url, i.icon, i is here, i.phone, i.desk, str(i.group) if i.group in folds else "")
        for i in items
    ]


def _groups(items: list[Item]) -> set[StrPromise | str]:
    """The groups that fold: none in a short menu, and none of a single line."""
    if sum(item.desk for item in items) <= SHORT:
        return set()
    held = Counter(item.group for item in items)
    return {group for group, count in held.items() if group and count > 1}


def current(items: list[Item], path: str) -> Item | None:
    """The item whose address is the longest beginning of a path; home only for itself."""
    found = [item for item in items if path == item.url or (item.url != "/" and path.startswith(item.url))]
    return max(found, key=lambda item: len(item.url), default=None)


def may_record(account: Account, *, on: date) -> bool:
    """Whether the red plus is shown."""
    return policy.may(account, Permission.RECORDS_WRITE, on=on)


def _open_to(account: Account, on: date) -> Iterator[Item]:
    return (item for item in MENU if item.permission is None or policy.may(account, item.permission, on=on))
