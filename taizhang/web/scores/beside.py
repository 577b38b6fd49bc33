"""The schemes that judge a period beside each other, the main one and its overlays; one is chosen."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from taizhang.domain.assessments.models import SchemeVersion
from taizhang.kernel.words import say
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.page import PageRequest

PLACE = {"after": None, "before": None}  # a place in a list of another scheme means nothing


def address_of(code: str, period: object, version: SchemeVersion | None = None) -> str:
    """Where the score of an organisation in a period opens, by the main scheme or by an overlay."""
    chosen = overlay(version) if version else ""
    return reverse("scores:tree", args=[code, str(period)]) + (f"?{urlencode({'scheme': chosen})}" if chosen else "")


def overlay(version: SchemeVersion) -> str:
    """The code by which an overlay is chosen; empty for a main scheme, which needs none."""
    return version.code if version.overlay else ""


def choices(request: PageRequest, found: Sequence[SchemeVersion], chosen: str | None = None) -> list[dict[str, Any]]:
    """The schemes as tabs of this page, by default that of ?scheme= chosen; none where no overlay stands among them."""
    chosen = request.GET.get("scheme", "") if chosen is None else chosen
    if not chosen and not any(each.overlay for each in found):
        return []
    return [
        {
            "label": say(request.lang, zh=each.title_zh, en=each.title_en),
            "url": changed(request.GET.copy(), {**PLACE, "scheme": overlay(each) or None}),
            "current": overlay(each) == chosen,
        }
        for each in found
    ]
