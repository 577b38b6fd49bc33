"""The audit trail, for the audit administrator: read, filtered, taken along, verified."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy

from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actor import Channel
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.audit.verification import verify
from taizhang.kernel.errors import Refused, _
from taizhang.web.access.verbs import CHANNELS, saying, verb_choices
from taizhang.web.history.telling import label_of
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.table import Column, Table

EARLIEST, LATEST = date(1900, 1, 1), date(2999, 1, 1)
BREAKS = {
    "missing": gettext_lazy("a row is missing"),
    "link": gettext_lazy("it does not follow from the row before it"),
    "content": gettext_lazy("its content was changed"),
}


def _morning(day: date) -> datetime:
    """The first moment of a day; no trail reaches beyond the years that a calendar can reckon with."""
    return timezone.make_aware(datetime.combine(min(max(day, EARLIEST), LATEST), time.min))


def _until(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return rows.filter(at__lt=_morning(min(day, LATEST) + timedelta(days=1)))


def _written(value: object) -> str:
    """A detail as it was kept, readable; of what a record said before and after only which parts changed.

    Whoever administers sees no business data: what the parts say is read on the record's own page.
    """
    if isinstance(value, dict):
        return json.dumps(sorted(value), ensure_ascii=False)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _about(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """By the subject's label, or its identifier."""
    found = Q(subject_label__icontains=words)
    with suppress(ValueError):
        found |= Q(subject_id=UUID(words))
    return rows.filter(found)


@dataclass(frozen=True)
class AuditFilter(Filter):
    """Entries by actor, verb, subject and days."""

    actor: str = condition(gettext_lazy("Who"), "actor_name__icontains", default="", type="search")
    verb: str = condition(gettext_lazy("What"), "verb", default="", options=verb_choices)
    subject: str = condition(gettext_lazy("On what"), _about, default="", type="search")
    since: date | None = condition(
        gettext_lazy("Since"), lambda rows, day: rows.filter(at__gte=_morning(day)), default=None, type="date"
    )
    until: date | None = condition(
        gettext_lazy("Until"),
        _until,
        default=None,
        type="date",
    )


AUDIT = Listing(
    gettext_lazy("Audit trail"),
    Table(
        (
            Column("number", gettext_lazy("No."), align="end", by=("number",), width="narrow"),
            Column("at", gettext_lazy("When")),
            Column("actor", gettext_lazy("Who"), "actor_name"),
            Column("verb", gettext_lazy("What"), lambda entry: saying(entry.verb)),
            Column("subject", gettext_lazy("On what"), "subject_label", width="wide"),
            Column("channel", gettext_lazy("Through"), lambda entry: str(CHANNELS[Channel(entry.channel)])),
            Column("hash", gettext_lazy("Hash"), lambda entry: entry.hash[:12]),
        ),
        order=("-number",),
    ),
    "access/audit.html",
)


@page(Permission.AUDIT_VIEW)
def audit(request: PageRequest) -> HttpResponseBase:
    """The trail, newest first."""
    return answer(request, AUDIT, AuditFilter.from_query(request.GET), AuditEntry.objects.all())


@page(Permission.AUDIT_VIEW)
def entry(request: PageRequest, number: int) -> HttpResponse:
    """One entry with everything it says."""
    found = AuditEntry.objects.filter(number=number).first()
    if found is None:
        raise Refused(
            _("The audit trail has no entry {number}."),
            _("Look for it in the list."),
            code="access.audit.unknown",
            number=number,
        )
    details = [(label_of(name), _written(value)) for name, value in sorted(found.details.items())]
    context = {"entry": found, "what": saying(found.verb), "details": details}
    return show(request, "access/audit_entry.html", context)


@page(Permission.AUDIT_VIEW, methods=("POST",))
def verification(request: PageRequest) -> HttpResponse:
    """Walk the whole chain and say whether it holds, or which row is the first that does not."""
    verified = verify()
    broken = verified.broken
    because = str(BREAKS[broken.because]) if broken else ""
    return show(request, "access/verification.html", {"verified": verified, "because": because})
