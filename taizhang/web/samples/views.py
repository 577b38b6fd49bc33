"""What peers found: numbers per institution for those above, single readings for the branch itself; and the draws."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.cases.actions import draw_samples
from taizhang.domain.cases.findings import findings
from taizhang.domain.cases.models import Reading, Sample, SampleDraw
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.drawing import share, tickets
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.kernel.periods import Kind, Period
from taizhang.web.duties.words import institutions
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.capped import capped
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.samples.forms import QUESTIONS

MONTHS, OWN = 12, 24


@page(Permission.SAMPLES_VIEW)
def samples(request: PageRequest) -> HttpResponse:
    """The last twelve draws, what was found within one's reach, and the readings of one's own branch."""
    draws = SampleDraw.objects.defer("population").annotate(
        drawn=_number(Sample.objects.all()), read=_number(Reading.objects.filter(read_at__isnull=False))
    )[:MONTHS]
    names = dict(institutions(find_pack(request.today), request.lang))
    last = Period.containing(request.today, Kind.MONTH).previous
    context = {
        "draws": list(draws),
        "findings": [(names.get(each.institution, each.institution), each) for each in findings(_given(request))],
        "own": _own(request),
        "questions": QUESTIONS,
        "lang": request.lang,
        "may_draw": policy.may(request.account, Permission.SAMPLES_DRAW, on=request.today),
        "last": last,
        "drawn_last": SampleDraw.objects.filter(month=str(last)).exists(),
    }
    return show(request, "samples/samples.html", context)


@page(Permission.SAMPLES_DRAW, methods=("POST",))
def drawing(request: PageRequest) -> HttpResponse:
    """Draw the sample of a month."""
    draw = draw_samples(month=Period.parse(request.POST.get("month", "")), by=request.by)
    said = {"month": draw.month.replace("-M", "-"), "count": draw.samples.count()}
    say(request, _("The sample of %(month)s is drawn: %(count)s records.") % said)
    return see_other(reverse("sample_draw", args=[draw.month]))


@page(Permission.SAMPLES_VIEW)
def one_draw(request: PageRequest, month: str) -> HttpResponse:
    """One draw, so that anyone can do it again: seed, rule, and how many of how many in each street."""
    draw = _find(month)
    parts = Placement.objects.filter(organization__code__in=draw.population).order_by("starts_on")
    names = dict(parts.values_list("organization__code", "short_name"))
    counts = [
        (code, names.get(code, ""), len(keys), share(len(keys), draw.percent))
        for code, keys in sorted(draw.population.items())
    ]
    unread = draw.samples.exclude(readings__in=Reading.objects.standing()).count()
    return show(request, "samples/draw.html", {"draw": draw, "counts": counts, "unread": unread})


@page(Permission.SAMPLES_VIEW)
def draw_tickets(request: PageRequest, month: str) -> HttpResponse:
    """Every ticket of a draw as plain text: street, ticket, record, and whether it was drawn."""
    draw = _find(month)
    lines = [f"# seed {draw.seed}", "# ticket = SHA-256(seed + record); smallest tickets of each street are drawn"]
    for code, keys in sorted(draw.population.items()):
        count = share(len(keys), draw.percent)
        for place, (number, key) in enumerate(tickets(draw.seed, keys)):
            lines.append(f"{code}\t{number}\t{key}\t{'drawn' if place < count else ''}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _number(rows: QuerySet[Any]) -> Any:
    """How many of some rows belong to a draw; counted apart, since two joins would multiply each other."""
    mine = rows.filter(draw=OuterRef("pk")).order_by().values("draw")
    return Coalesce(Subquery(mine.annotate(count=Count("pk")).values("count")), 0)


def _given(request: PageRequest) -> Any:
    """The readings of records within one's reach; two queries."""
    reached = within(request, Sample.objects.all(), Permission.SAMPLES_VIEW)
    return Reading.objects.done().filter(sample__in=reached.values("pk")).select_related("sample__activity")


def _own(request: PageRequest) -> Any:
    """The readings of one's own branch's records, for those who record them."""
    own = policy.reached(request.account, Permission.RECORDS_WRITE, on=request.today)
    rows = Reading.objects.done().filter(sample__organization__in=own)
    return capped(rows.select_related("sample__activity", "draw").order_by("-read_at"), OWN)


def _find(month: str) -> SampleDraw:
    found = SampleDraw.objects.filter(month=month).first()
    if found is None:
        raise Refused(
            mark("No sample of {month} was drawn."),
            mark("Look for it in the list of draws."),
            code="samples.draw.unknown",
            month=month[:20],
        )
    return found
