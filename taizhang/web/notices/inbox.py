"""The inbox: one's own notices, opened, marked as read, taken back."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.notices.kinds import RULES, Kind
from taizhang.domain.notices.models import Notice
from taizhang.domain.notices.models.notice import NoticeQuerySet
from taizhang.domain.notices.reading import open_notice, read_all, unread_again
from taizhang.domain.notices.retention import TERMS
from taizhang.domain.notices.wording import name, sentence
from taizhang.kernel.periods import Kind as Length
from taizhang.kernel.periods import Period
from taizhang.web.kit import clock
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, Options, condition
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.flash import say
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.table import Column, Table

MONTHS = 14  # as long as an unread line is kept


def _kinds() -> Options:
    return [(kind.value, name(kind)) for kind in Kind]


def _months() -> Options:
    month, found = Period.containing(clock.today(), Length.MONTH), []
    for _number in range(MONTHS):
        found.append((str(month), written(str(month))))
        month = month.previous
    return found


def _in_month(rows: NoticeQuerySet, month: Period) -> NoticeQuerySet:
    return rows.filter(at__date__gte=month.first, at__date__lte=month.last)


@dataclass(frozen=True)
class Inbox(Filter):
    """Which lines: of which kind, from which month, only what waits."""

    kind: Kind | None = condition(pgettext_lazy("notice", "Kind"), "kind", default=None, options=_kinds)
    month: Period | None = condition(_("Month"), _in_month, default=None, options=_months)
    unread: bool = condition(_("Only unread"), lambda rows, _yes: rows.unread(), default=False, type="checkbox")


INBOX = Listing(
    _("Notices"),
    Table(
        (
            Column("sentence", _("Notice"), sentence, width="wide"),
            Column("kind", pgettext_lazy("notice", "Kind"), lambda row: name(row.kind)),
            Column("at", _("When"), by=("at",)),
        ),
        order=("-at", "-id"),
    ),
    "notices/inbox.html",
)


@page(signed_in=True)
def notices(request: PageRequest) -> HttpResponseBase:
    """One's own lines, the newest first; read ones too, as long as they are kept."""
    rows = Notice.objects.of(request.account.person_id)
    may_issue = policy.may(request.account, Permission.NOTICES_SEND, on=request.today)
    return answer(request, INBOX, Inbox.from_query(request.GET), rows, context={"may_issue": may_issue})


@page(signed_in=True)
def notice(request: PageRequest, key: UUID) -> HttpResponseBase:
    """Open one: it is read from now on, and leads to what it is about."""
    found = open_notice(key=key, person_id=request.account.person_id, now=request.by.at)
    return HttpResponseRedirect(found.link or reverse("notices:inbox"))


@page(signed_in=True, methods=("POST",))
def reading(request: PageRequest) -> HttpResponse:
    """Mark everything as read."""
    count = read_all(person_id=request.account.person_id, now=request.by.at)
    if count:
        undo = reverse("notices:unreading") + "?" + urlencode({"at": request.by.at.isoformat()})
        words = ngettext("%(n)s notice marked as read.", "%(n)s notices marked as read.", count) % {"n": count}
        say(request, words, undo=undo)
    return HttpResponseRedirect(reverse("notices:inbox"))


@page(signed_in=True, methods=("POST",))
def unreading(request: PageRequest) -> HttpResponse:
    """Take that back."""
    moment = _moment(request.GET.get("at", ""))
    if moment is not None:
        unread_again(person_id=request.account.person_id, read_at=moment)
    return HttpResponseRedirect(reverse("notices:inbox"))


@page(signed_in=True)
def kinds(request: PageRequest) -> HttpResponse:
    """The kinds of notice, and which may go out at once, with the reason."""
    rules = [(name(kind), rule) for kind, rule in RULES.items()]
    return show(request, "notices/kinds.html", {"rules": rules, "terms": TERMS})


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
