"""Reviewing: the queue, one record beside its duties, approving and sending back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.records.actions import approve, recall, send_back, undo
from taizhang.domain.records.models import Activity
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.workflow import Move, State
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.listing import answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.records import words
from taizhang.web.records.finding import unknown
from taizhang.web.records.told import Told
from taizhang.web.reviews.queue import LISTING, REVIEW, Queue, addressed, choices, following, waiting, within_reach
from taizhang.web.reviews.stamp import stamp


@page(REVIEW)
def reviews(request: PageRequest) -> HttpResponseBase:
    """What waits for the office, longest first; several may be chosen at once."""
    queue = Queue.from_query(request.GET)
    rows, offered = addressed(request, queue), choices(request, queue)
    return answer(request, LISTING, queue, rows, options=offered, context={"queue": queue})


@page(REVIEW)
def review(request: PageRequest, key: UUID) -> HttpResponse:
    """A record beside its evidence and its duties, what changed since the last look marked."""
    activity = _find(request, key)
    told = Told(request, activity)
    queue = Queue.from_query(request.GET)
    last = next((step.at for step in told.steps if step.move in (Move.RETURN, Move.REOPEN)), None)
    context: dict[str, Any] = {"told": told, "activity": activity, "words": words, "lang": request.lang}
    context |= {"changed": _since(told, last), "last": last, "query": queue.query_string()}
    state = State(activity.submission.state)
    waits = state == State.SUBMITTED  # whoever looks up what is settled goes through no queue
    context |= {"next": following(waiting(request, queue), activity) if waits else None, "state": state}
    context |= {"own": activity.submission.submitted_by_id == request.account.person_id, "on": request.on}
    return show(request, "reviews/review.html", context)


@page(REVIEW, methods=("POST",))
def approval(request: PageRequest, key: UUID) -> HttpResponse:
    """Approve one record and go on to the next."""
    activity = _find(request, key)
    approve(submission_ids=[key], by=request.by)
    undoing = reverse("reviews:reversal", args=[stamp(request.by.at)])
    say(request, _("Approved: %(title)s.") % {"title": activity.title}, undo=undoing)
    return _onward(request, activity)


@page(REVIEW, methods=("POST",))
def sent_back(request: PageRequest, key: UUID) -> HttpResponse:
    """Send one record back with the reason and go on to the next."""
    activity = _find(request, key)
    send_back(submission_id=key, because=request.POST.get("because", ""), by=request.by)
    undoing = reverse("reviews:recall", args=[key])
    say(request, _("Sent back: %(title)s.") % {"title": activity.title}, undo=undoing)
    return _onward(request, activity)


@page(REVIEW, methods=("POST",))
def recalled(request: PageRequest, key: UUID) -> HttpResponse:
    """Take a return back while the recorder has not acted on it; the record waits again."""
    activity = _find(request, key)
    recall(submission_id=key, by=request.by)
    say(request, _("The return is taken back; “%(title)s” waits again.") % {"title": activity.title})
    return see_other(reverse("reviews:review", args=[key]))


@page(REVIEW, methods=("POST",))
def reopened(request: PageRequest, key: UUID) -> HttpResponse:
    """Take an approval back with the reason: what it met is open again, its points are reversed, and it waits anew."""
    activity = _find(request, key)
    undo(submission_ids=[key], because=request.POST.get("because", ""), by=request.by)
    say(request, _("The approval is taken back; “%(title)s” waits for review again.") % {"title": activity.title})
    return see_other(reverse("reviews:review", args=[key]))


def _find(request: PageRequest, key: UUID) -> Activity:
    rows = within_reach(request).select_related("chair", "submission__reviewer").with_parts()
    found: Activity | None = rows.filter(submission_id=key).first()
    if found is None:
        raise unknown()
    return found


def _onward(request: PageRequest, activity: Activity) -> HttpResponse:
    """To the next record of the same queue, or back to the queue when nothing waits any more."""
    queue = Queue.from_query(request.GET)
    then = following(waiting(request, queue), activity)
    page_ = reverse("reviews:review", args=[then.submission_id]) if then else reverse("reviews:queue")
    return see_other(page_ + queue.query_string())


def _since(told: Told, last: datetime | None) -> list[Any]:
    """What was changed after the last look at it, the latest revision first."""
    if last is None:
        return []
    return [(at, by, found) for at, by, found in told.revisions if at > last and found]


def submissions(request: PageRequest, keys: list[UUID]) -> list[UUID]:
    """Of some submissions those within reach."""
    reach = within_reach(request).filter(submission_id__in=keys)
    return list(Submission.objects.filter(activity__in=reach).values_list("pk", flat=True))
