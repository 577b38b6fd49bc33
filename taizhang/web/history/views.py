"""Histories: of an organisation, of a person, of anything that has one; newest first, in sentences."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse

from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.models import AuditEntry
from taizhang.kernel.errors import Refused, _
from taizhang.web.history.events import told
from taizhang.web.history.subjects import (
    about_organization,
    about_person,
    about_register,
    find_register,
    find_subject,
)
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.orgs.asof import may_over
from taizhang.web.orgs.heading import heading as organization_heading
from taizhang.web.people.person import heading as person_heading
from taizhang.web.people.reach import find_person


@page(Permission.ORGS_VIEW)
def organization(request: PageRequest, code: str) -> HttpResponse:
    """What was done to an organisation, its posts, groups and office, and who came and went."""
    place = find_organization(request, code)
    rows = about_organization(place.organization_id, people=may_over(request, Permission.PEOPLE_VIEW, place))
    context = organization_heading(request, place, "history")
    return _shown(request, "history/organization.html", rows, {**context, "then": f"/organizations/{code}/"})


@page(Permission.PEOPLE_VIEW)
def person(request: PageRequest, key: UUID) -> HttpResponse:
    """What was done about a person, and who looked at masked items."""
    found = find_person(request, key)
    context = person_heading(request, found, "history")
    return _shown(request, "history/person.html", about_person(key), {**context, "then": f"/people/{key}/"})


@page(signed_in=True)
def history(request: PageRequest) -> HttpResponse:
    """The history of any noun (?subject=ID, &kind= while nothing was done to it) that the reader may see."""
    subject = find_subject(request, _subject_key(request), request.GET.get("kind", ""))
    rows = about_person(subject.key) if subject.kind == "person" else AuditEntry.objects.telling(subject.key)
    then = subject.url if subject.noun.dated else ""
    context = {"name": subject.label, "home": subject.url, "then": then, "detailed": subject.detailed}
    return _shown(request, "history/history.html", rows, context)


@page(signed_in=True)
def register(request: PageRequest, name: str) -> HttpResponse:
    """The history of something kept for the whole district, such as the table of working days."""
    found = find_register(request, name)
    context = {"name": found.label, "home": found.url, "then": ""}
    return _shown(request, "history/history.html", about_register(found), context)


def _shown(request: PageRequest, template: str, rows: "QuerySet[AuditEntry]", context: dict[str, Any]) -> HttpResponse:
    """One page of a history."""
    given = told(request, rows, detailed=context.get("detailed", True))
    return show(request, template, {**context, "told": given})


def _subject_key(request: PageRequest) -> UUID:
    try:
        return UUID(request.GET.get("subject", ""))
    except ValueError:
        raise Refused(
            _("This page needs to know whose history is asked for."),
            _("Open it from the page of what it is about."),
            code="history.subject",
        ) from None
