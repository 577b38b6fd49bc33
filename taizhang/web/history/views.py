"""Histories: of an organisation, of a person, of anything that has one; newest first, in sentences."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext

from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.models import AuditEntry
from taizhang.kernel.errors import Refused, _
from taizhang.web.history import words
from taizhang.web.history.subjects import about_organization, about_person, find_subject
from taizhang.web.kit.context import show
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.kit.paging import slice_of
from taizhang.web.orgs.asof import may_over
from taizhang.web.orgs.heading import heading as organization_heading
from taizhang.web.people.person import heading as person_heading
from taizhang.web.people.reach import find_person


@dataclass(frozen=True, slots=True)
class Event:
    """One entry as it is told: who, when, what, why, and from which day it holds."""

    at: Any
    by: str
    what: str
    note: str
    kind: str
    on: date | None


@page(Permission.ORGS_VIEW)
def organization(request: PageRequest, code: str) -> HttpResponse:
    """What was done to an organisation, its posts, groups and office, and who came and went."""
    place = find_organization(request, code)
    rows = about_organization(place.organization_id, people=may_over(request, Permission.PEOPLE_VIEW, place))
    context = organization_heading(request, place, "history")
    return _told(request, "history/organization.html", rows, {**context, "then": f"/organizations/{code}/"})


@page(Permission.PEOPLE_VIEW)
def person(request: PageRequest, key: UUID) -> HttpResponse:
    """What was done about a person, and who looked at masked items."""
    found = find_person(request, key)
    context = person_heading(request, found, "history")
    return _told(request, "history/person.html", about_person(key), {**context, "then": f"/people/{key}/"})


@page(signed_in=True)
def history(request: PageRequest) -> HttpResponse:
    """The history of any noun (?subject=ID) that the reader may see."""
    subject = find_subject(request, _subject_key(request))
    rows = AuditEntry.objects.about(subject.key)
    return _told(request, "history/history.html", rows, {"subject": subject, "then": ""})


def _told(request: PageRequest, template: str, rows: "QuerySet[AuditEntry]", context: dict[str, Any]) -> HttpResponse:
    """One page of a history, newest first; as of a past day only what had been done by then."""
    if request.on < request.today:
        rows = rows.filter(at__date__lte=request.on)
    part = slice_of(rows, ("-number",), request.GET)
    events = [_event(entry) for entry in part.rows]
    given = {
        "events": events,
        "next": _link(request, "after", part.after),
        "previous": _link(request, "before", part.before),
    }
    return show(request, template, {**context, **given})


def _event(entry: AuditEntry) -> Event:
    kind = "warn" if entry.verb in words.REMOVALS else "plain"
    by = gettext("the system") if entry.actor_id is None else entry.actor_name
    return Event(entry.at, by, words.sentence(entry), words.because(entry), kind, words.effective(entry))


def _link(request: PageRequest, name: str, cursor: str) -> str | None:
    moves = {"after": None, "before": None, name: cursor}
    return changed(request.GET.copy(), moves) if cursor else None


def _subject_key(request: PageRequest) -> UUID:
    try:
        return UUID(request.GET.get("subject", ""))
    except ValueError:
        raise Refused(
            _("This page needs to know whose history is asked for."),
            _("Open it from the page of what it is about."),
            code="history.subject",
        ) from None
