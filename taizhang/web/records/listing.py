"""The list of records: everything handed in within reach, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.records.drafts import drafts_of
from taizhang.domain.records.models import Activity
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.paging import slice_of
from taizhang.web.kit.table import Column, Table
from taizhang.web.records import words

TABLE = Table(
    (
        Column("title", _("Title"), by=("title",), width="wide"),
        Column("org_name", _("Organisation")),
        Column("held_on", _("Held on"), by=("held_on",)),
        Column("present", _("Present"), by=("present",), align="end"),
        Column("state", _("State"), "submission.state"),
        Column("recorded_at", _("Recorded"), by=("recorded_at",)),
    ),
    order=("-held_on", "-id"),
)


@dataclass(frozen=True)
class Records(Filter):
    """Which records."""

    q: str = condition(
        _("Words"),
        lambda rows, text: rows.filter(Q(title__icontains=text) | Q(org_place__search__contains=text.lower())),
        default="",
        type="search",
    )
    organization: str = condition(_("Organisation"), "organization__code", default="", type="hidden")
    state: str = condition(
        _("State"),
        "submission__state",
        default="",
        options=lambda: [(code, str(word)) for code, (word, _k) in words.STATES.items()],
    )
    institution: str = condition(_("Institution"), lambda rows, code: rows.of_institution(code), default="")
    on: date | None = None


@page(Permission.RECORDS_VIEW)
def records(request: PageRequest) -> HttpResponse:
    """Everything handed in within reach, whatever its state."""
    chosen = Records.from_query(request.GET)
    rows = chosen.apply(within(request, Activity.objects.select_related("submission")).filter(held_on__lte=request.on))
    found = slice_of(rows, TABLE.ordering(chosen.sort), request.GET)
    context: dict[str, Any] = {"table": TABLE, "rows": found, "filter": chosen, "words": words}
    pack = find_pack(request.today)
    kinds: Sequence[tuple[str, str]] = (
        [(rule.code, rule.short.words(request.lang)) for rule in pack.institutions] if pack else []
    )
    context |= {"fields": chosen.fields(institution=kinds), "drafts": drafts_of(request.account.person).count()}
    return show(request, "records/list.html", context)
