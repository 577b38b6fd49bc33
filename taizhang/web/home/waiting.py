"""What waits for this very person: records sent back, decisions that fall due, visits, what was begun."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.cases.models import Case
from taizhang.domain.cases.terms import CaseKind
from taizhang.domain.inspections.models import Visit
from taizhang.domain.records.drafts import drafts_of
from taizhang.domain.records.models import Activity
from taizhang.kernel.workflow import State
from taizhang.web.duties.words import Told
from taizhang.web.home.desk import Desk
from taizhang.web.inspections.listing import named
from taizhang.web.kit.filters import day, moment
from taizhang.web.kit.page import PageRequest

MOST = 3  # drafts shown


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing to do, where it is done, and a word about it."""

    what: str
    note: str
    url: str
    icon: str


def waiting(request: PageRequest, desk: Desk, activities: Iterable[Activity], duties: Iterable[Told]) -> list[Waits]:
    """What waits for the person at a desk, the most pressing first; three queries."""
    writes = desk.may(Permission.RECORDS_WRITE) and request.on == request.today
    return [
        *(_returned(each) for each in activities if writes and each.submission.state == State.RETURNED),
        *(_help(desk) if writes else ()),
        *(_decision(each) for each in duties if each.duty.source_id and each.state in ("soon", "overdue")),
        *(_visits(request, desk) if desk.may(Permission.VISITS_VIEW) else ()),
        *(_drafts(request, desk) if writes else ()),
    ]


def _returned(activity: Activity) -> Waits:
    said = _("Sent back by %(name)s on %(day)s: mend it and hand it in again") % {
        "name": activity.submission.decided_by_name,
        "day": day(activity.submission.decided_at, "short"),
    }
    return Waits(activity.title, said, f"/records/{activity.pk}/", "undo")


def _decision(each: Told) -> Waits:
    owner = each.duty.assignee.name if each.duty.assignee else _("nobody named")
    said = _("Decision · %(name)s · %(when)s") % {"name": owner, "when": each.when}
    return Waits(each.name, said, each.url, "flag" if each.state == "overdue" else "clock")


def _visits(request: PageRequest, desk: Desk) -> Iterator[Waits]:
    """The next visits to the organisation, and whose they are; one query."""
    coming = Visit.objects.coming(request.on).filter(organization=desk.place.organization_id)
    found: Any = named(coming, request.on).order_by("visits_on", "id")[:MOST]
    for each in found:
        said = _("%(name)s comes on %(day)s: %(purpose)s") % {
            "name": each.office_name,
            "day": day(each.visits_on, "week"),
            "purpose": each.purpose,
        }
        yield Waits(_("A visit is coming"), said, f"/visits/{each.pk}/", "inspect")


def _help(desk: Desk) -> Iterator[Waits]:
    """The help that is offered because the light is red; nothing need be done about it. One query."""
    offers = Case.objects.standing().unanswered().filter(organization=desk.place.organization_id)
    for case in offers.filter(kind=CaseKind.SUPPORT)[:1]:
        said = _("%(number)s: ask for it, or say that none is needed") % {"number": case.number}
        yield Waits(_("Help is offered, for the light is red"), said, "/cases/support/", "help")


def _drafts(request: PageRequest, desk: Desk) -> Iterator[Waits]:
    mine = drafts_of(request.account.person).filter(organization_id=desk.place.organization_id)
    for draft in mine[:MOST]:
        said = _("Begun and not handed in; saved %(at)s") % {"at": moment(draft.updated_at, "short")}
        url = f"/records/new/?organization={desk.code}&draft={draft.pk}"
        yield Waits(_titled(draft.body.get("title")) or _("A record without a title yet"), said, url, "edit")


def _titled(title: object) -> str:
    """What was typed as a title; drafts keep each input as typed, one value or several."""
    first = title[0] if isinstance(title, list) and title else title
    return str(first or "").strip()
