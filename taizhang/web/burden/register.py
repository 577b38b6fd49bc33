"""The register of forms: everything that is asked, by whom, on which ground, until when."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.access import policy
from taizhang.domain.burden.measures import sent_in
from taizhang.domain.burden.models import Answer, CollectionForm, Sending
from taizhang.domain.burden.models.form import Stage
from taizhang.kernel.periods import Period
from taizhang.web.burden import words
from taizhang.web.burden.finding import FILL, ISSUE, VIEW, offices, readable
from taizhang.web.burden.meter import months
from taizhang.web.kit.filter import Filter, condition, elsewhere
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.table import FILE, Column, Table


def _sent(rows: QuerySet[Any], period: Period) -> QuerySet[Any]:
    return rows.filter(pk__in=Sending.objects.filter(**sent_in(period, "sent_at")).values("form"))


@dataclass(frozen=True)
class Forms(Filter):
    """Forms by words, by where they stand, by who issued them and when they were sent."""

    q: str = condition(
        _("Words"),
        lambda rows, text: rows.filter(Q(title__icontains=text) | Q(document__icontains=text)),
        default="",
        type="search",
    )
    stage: Stage | None = condition(_("State"), elsewhere, default=None, options=Stage.choices)
    issuer: str = condition(pgettext_lazy("form", "Issued by"), "organization__code", default="")
    sent: Period | None = condition(_("Sent in"), _sent, default=None)


def _table(request: PageRequest) -> Table:
    def stage(form: CollectionForm) -> str:
        return str(form.stage(request.on).label)

    return Table(
        (
            Column("title", pgettext_lazy("form", "Form"), by=("title",), width="wide"),
            Column("owner", pgettext_lazy("form", "Issued by"), "org_short"),
            Column("document", pgettext_lazy("form", "Ground"), lambda form: f"{form.document} {form.clause}"),
            Column("frequency", _("How often"), words.frequency),
            Column("kinds", _("Who is asked"), words.kinds, shown=FILE),
            Column("typed", _("Typed"), by=("typed",), align="end"),
            Column("filled", _("Filled by itself"), by=("filled",), align="end"),
            Column("expires_on", _("Expires on"), by=("expires_on",)),
            Column("stage", _("State"), stage),
        ),
        order=("-expires_on", "title", "id"),
    )


@page(VIEW)
def forms(request: PageRequest) -> HttpResponseBase:
    """The register, and the drafts of one's own office."""
    asked = Forms.from_query(request.GET)
    rows = readable(request).annotate(
        typed=Count("questions", filter=Q(questions__source="")),
        filled=Count("questions", filter=~Q(questions__source="")),
    )
    if asked.stage:
        rows = rows.filter(pk__in=CollectionForm.objects.at_stage(asked.stage, request.on))
    account, today = request.account, request.today
    fills = policy.may(account, FILL, on=today)
    context = {
        "badges": words.BADGES,
        "may_issue": policy.may(account, ISSUE, on=today) and offices(request).exists(),
        "fills": fills,
        "waiting": within(request, Answer.objects.waiting(today), FILL).count() if fills else 0,
    }
    return answer(
        request,
        Listing(pgettext_lazy("form", "Forms"), _table(request), "forms/list.html"),
        asked,
        rows,
        options={"issuer": _issuers(request), "sent": months(request.today)},
        context=context,
    )


def _issuers(request: PageRequest) -> list[tuple[str, str]]:
    """The offices that have forms on the register, to choose from."""
    found = readable(request).order_by("org_path").values_list("organization__code", "org_short", "org_path")
    return [(code, name) for code, name, _path in dict.fromkeys(found)]
