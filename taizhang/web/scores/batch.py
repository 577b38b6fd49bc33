"""Marking several organisations at once: typed in a table, shown first, saved as one act, undone as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.domain.assessments.models import Mark
from taizhang.domain.orgs.models import Membership, Placement, Post
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.kernel.periods import Period
from taizhang.web.duties.finding import meant
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.flash import say
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.paging import SIZE, slice_of
from taizhang.web.kit.refusals import sentence
from taizhang.web.reviews.stamp import moment, stamp
from taizhang.web.scores import acting, reading
from taizhang.web.scores.marking import MOST, markable
from taizhang.web.scores.marks import MARK

FIELD = "mark-"


@dataclass(frozen=True, slots=True)
class Batch:
    """What is marked at once: the measure, the period, out of how many, and why."""

    measure: str
    period: Period
    denominator: int
    because: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for one organisation, and what speaks against saving it."""

    place: Placement
    text: str
    number: int | None
    why_not: str


@page(MARK, methods=("GET", "POST"))
def batch(request: PageRequest) -> HttpResponse:
    """The table of ?organization=, ?measure= and ?period=; then what would be saved; then it is."""
    if request.method == "POST" and request.POST.get("stage") == "save":
        return _save(request, _read(request))
    if request.method == "POST":
        return _preview(request, _read(request))
    return _table(request)


@page(MARK, methods=("POST",))
def batch_undo(request: PageRequest, number: int) -> HttpResponse:
    """Take back what this person gave at one moment, as a whole."""
    mine = Mark.objects.standing().filter(at=moment(number), by_id=request.account.person_id)
    rows = list(within(request, mine))
    if not rows:
        raise Refused(
            mark("There are no such marks of yours; they may have been taken back already."),
            mark("Look for them in the list of marks."),
            code="scores.mark.unknown",
        )
    acting.take_back_marks(rows, _("Undone right after it was given."), request.by)
    words = ngettext("%(n)s mark was taken back.", "%(n)s marks were taken back.", len(rows)) % {"n": len(rows)}
    say(request, words)
    return see_other(reverse("scores:marks"))


def _table(request: PageRequest) -> HttpResponse:
    place, measures = meant(request, MARK), reading.measures_marked(request.today, request.lang)
    measure = request.GET.get("measure", measures[0][0] if measures else "")
    kind = reading.kind_marked(measure, request.today)
    periods = [each for each in markable(request) if each.kind is kind] or markable(request)
    period = Period.parse(request.GET.get("period", str(periods[0])))
    period = period if period in periods else periods[0]
    rows = within(request, Placement.objects.under(place.path)).exclude(path=place.path)
    rows = rows.exclude(organization__in=_own(request)).select_related("organization")
    judged, text = reading.categories_marked(measure, period), request.GET.get("q", "").strip()
    rows = rows.filter(category__in=judged) if judged else rows
    rows = rows.filter(search__contains=text.lower()) if text else rows
    part = slice_of(rows, ("path", "id"), request.GET, SIZE)
    context = {
        "place": place,
        "measures": measures,
        "measure": measure,
        "periods": [(str(each), written(each)) for each in periods],
        "period": str(period),
        "q": text,
        "rows": part.rows,
        "standing": _standing([row.organization_id for row in part.rows], measure, period),
        "next": changed(request.GET.copy(), {"after": part.after, "before": None}) if part.after else None,
        "previous": changed(request.GET.copy(), {"before": part.before, "after": None}) if part.before else None,
    }
    return show(request, "scores/batch.html", context)


def _preview(request: PageRequest, said: Batch, refusal: str = "") -> HttpResponse:
    """What would be saved, and what not; with the sentence of a refusal when saving was tried."""
    typed = _typed(request, said)
    context = {
        "said": said,
        "measure_name": reading.measure_name(said.measure, request.today, request.lang),
        "possible": [one for one in typed if not one.why_not],
        "left_out": [one for one in typed if one.why_not],
        "back": _back(said),
        "field": FIELD,
        "refusal": refusal,
    }
    return show(request, "scores/batch_preview.html", context, status=422 if refusal else 200)


def _save(request: PageRequest, said: Batch) -> HttpResponse:
    """Save what the preview showed, all or none."""
    typed = [one for one in _typed(request, said) if one.number is not None]
    pairs = [(one.place.organization, one.number or 0) for one in typed]
    given = {"measure": said.measure, "period": str(said.period), "denominator": said.denominator}
    try:
        made = acting.give_marks(pairs, {**given, "because": said.because}, request.by)
    except Refused as refusal:
        return _preview(request, said, sentence(refusal))
    words = ngettext("%(n)s mark is given.", "%(n)s marks are given.", len(made)) % {"n": len(made)}
    say(request, words, undo=reverse("scores:batch_undo", args=[stamp(request.by.at)]))
    return see_other(_back(said, "scores:marks"))


def _read(request: PageRequest) -> Batch:
    """What the form says of all; refused when it cannot be read."""
    given = request.POST
    whole = given.get("denominator", "")
    if not whole.isascii() or not whole.isdigit() or not 1 <= int(whole[:6]) <= MOST:
        raise Refused(
            mark("“{text}” is no number out of which marks could be given."), mark("Write 100, for example."),
            code="scores.whole", text=whole[:20],
        )  # fmt: skip
    if not given.get("because", "").strip():
        raise Refused(mark("A mark says why."), mark("Write the reason, one for all."), code="scores.because")
    return Batch(given.get("measure", ""), Period.parse(given.get("period", "")), int(whole), given.get("because", ""))


def _typed(request: PageRequest, said: Batch) -> Sequence[Typed]:
    """What was typed, an organisation each, in the order of the tree; empty fields are no marks."""
    given = {UUID(name.removeprefix(FIELD)): text.strip() for name, text in _fields(request.POST)}
    rows = within(request, Placement.objects.filter(organization__in=given)).select_related("organization")
    known, own = _standing(list(given), said.measure, said.period), set(_own(request))
    found = [
        Typed(row, given[row.organization_id], None, _("you belong to it, or hold a post there"))
        if row.organization_id in own
        else _one(row, given[row.organization_id], said, known)
        for row in rows.order_by("path")
    ]
    if not found:
        raise Refused(mark("No mark was typed."), mark("Type a number beside an organisation."), code="scores.nothing")
    return found


def _fields(given: Any) -> list[tuple[str, str]]:
    """The fields of marks that were filled in."""
    return [
        (name, given[name])
        for name in given
        if name.startswith(FIELD) and given[name].strip() and _is_key(name.removeprefix(FIELD))
    ][:SIZE]


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _one(row: Placement, text: str, said: Batch, known: Mapping[UUID, Mark]) -> Typed:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
    standing = known.get(row.organization_id)
    if number is None:
        return Typed(row, text, None, _("“%(text)s” is no whole number.") % {"text": text})
    if number > said.denominator:
        return Typed(row, text, None, _("%(n)s is more than %(most)s.") % {"n": number, "most": said.denominator})
    if standing is not None:
        told = {"n": standing.numerator, "name": standing.by_name}
        return Typed(row, text, None, _("marked already: %(n)s by %(name)s") % told)
    return Typed(row, text, number, "")


def _standing(keys: Sequence[UUID], measure: str, period: Period) -> dict[UUID, Mark]:
    """The marks that stand already."""
    rows = Mark.objects.standing().filter(organization__in=keys, measure=measure, period=str(period))
    return {row.organization_id: row for row in rows}


def _own(request: PageRequest) -> list[UUID]:
    """The organisations to which the person belongs or in which he holds a post: nobody marks his own."""
    mine = {"person_id": request.account.person_id}
    belongs = Membership.objects.on(request.today).filter(**mine).values_list("organization_id", flat=True)
    return list(belongs.union(Post.objects.on(request.today).filter(**mine).values_list("organization_id", flat=True)))


def _back(said: Batch, name: str = "scores:batch") -> str:
    return f"{reverse(name)}?measure={said.measure}&period={said.period}"
