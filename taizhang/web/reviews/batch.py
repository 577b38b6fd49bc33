"""Many at once: what would be met and posted is shown first, and all of it can be undone."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.domain.records.actions import approve, undo
from taizhang.domain.records.batch import preview
from taizhang.domain.records.models import Activity
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.kernel.workflow import State
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.selection import Selection
from taizhang.web.records.finding import unknown
from taizhang.web.reviews.queue import REVIEW, Queue, waiting, within_reach
from taizhang.web.reviews.stamp import moment, stamp
from taizhang.web.reviews.views import submissions


@page(REVIEW, methods=("GET", "POST"))
def approvals(request: PageRequest) -> HttpResponse:
    """What the approval of the chosen records would bring, and then the approval."""
    if request.method == "POST":
        return _approve(request, _chosen(request))
    keys = _chosen(request)
    found = preview(keys, request.by)
    titles = dict(Activity.objects.filter(submission_id__in=keys).values_list("submission_id", "title"))
    skipped = [(titles.get(each.submission_id, ""), each.why.sentence(_)) for each in found.skipped]
    context: dict[str, Any] = {"found": found, "skipped": skipped, "names": _names(request, keys)}
    return show(request, "reviews/approvals.html", context)


@page(REVIEW, methods=("POST",))
def reversal(request: PageRequest, number: int) -> HttpResponse:
    """Undo what this person approved at one moment, as a whole."""
    at = moment(number)
    batch = Submission.objects.filter(decided_by_id=request.account.person_id, decided_at=at, state=State.APPROVED)
    keys = submissions(request, list(batch.values_list("pk", flat=True)))
    if not keys:
        raise unknown()
    done = undo(submission_ids=keys, because=_("Undone by the reviewer right after the approval."), by=request.by)
    words = ngettext("%(n)s approval was undone.", "%(n)s approvals were undone.", done.count) % {"n": done.count}
    say(request, " ".join([words, *(each.why.sentence(_) for each in done.skipped)]))
    return _to_queue()


def _approve(request: PageRequest, keys: list[UUID]) -> HttpResponse:
    done = approve(submission_ids=keys, by=request.by)
    words = ngettext(
        "%(n)s record approved; %(met)s duties met.", "%(n)s records approved; %(met)s duties met.", done.count
    ) % {"n": done.count, "met": done.met}
    for each in done.skipped:
        words += " " + each.why.sentence(_)
    say(request, words, undo=reverse("reviews:reversal", args=[stamp(request.by.at)]) if done.count else "")
    return _to_queue()


def _chosen(request: PageRequest) -> list[UUID]:
    """The submissions that were ticked and are within reach, or all that the conditions of the queue choose."""
    ticked = Selection.of(request.POST if request.method == "POST" else request.GET)
    queue = Queue.from_query(request.GET)
    reach = waiting(request, queue) if ticked.everything else within_reach(request)
    chosen = ticked.rows(reach, "submission_id") if ticked else Activity.objects.none()
    keys = list(chosen.order_by("pk").values_list("submission_id", flat=True))
    if not keys:
        raise Refused(mark("No record was chosen."), mark("Tick some in the queue."), code="reviews.none")
    return keys


def _names(request: PageRequest, keys: list[UUID]) -> dict[UUID, str]:
    """The names of the organisations concerned."""
    rows = Activity.objects.filter(submission_id__in=keys).placed(request.on)
    return dict(rows.values_list("pk", "org_name"))


def _to_queue() -> HttpResponse:
    return see_other(reverse("reviews:queue"))
