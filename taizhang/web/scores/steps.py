"""The steps of a closed period: previewed a second time, published, locked; each a button that posts."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Assessment
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.scores import acting
from taizhang.web.scores.finding import own_assessment

CLOSE = Permission.SCORES_CLOSE


@page(CLOSE, methods=("POST",))
def second_preview(request: PageRequest, key: UUID) -> HttpResponse:
    """Compute it once more after the answers; what changed is listed."""
    return _stepped(
        request, key, acting.second_preview, _("The second preview is computed; what changed stands below.")
    )


@page(CLOSE, methods=("POST",))
def publication(request: PageRequest, key: UUID) -> HttpResponse:
    """Publish the results."""
    return _stepped(request, key, acting.publish, _("The results are published."))


@page(CLOSE, methods=("POST",))
def locking(request: PageRequest, key: UUID) -> HttpResponse:
    """Lock the results: scheme, facts and tree of the day stay as they are."""
    return _stepped(request, key, acting.lock, _("The results are locked."))


def _stepped(request: PageRequest, key: UUID, step: Callable[..., Assessment], words: str) -> HttpResponse:
    step(assessment=own_assessment(request, key, CLOSE), by=request.by)
    say(request, words)
    return see_other(reverse("scores:assessment", args=[key]))
