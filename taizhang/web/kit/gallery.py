"""The gallery: every component in every state, for those who build pages."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang.web.kit import samples
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page

PARTS = ("work", "forms", "ledger", "actions")
SPRITE = Path(__file__).parents[1] / "static" / "vendor" / "icons.svg"


@page(signed_in=True)
def gallery(request: PageRequest, part: str = "work") -> HttpResponse:
    """One part of the gallery; its people, organisations and numbers are samples, none is read from the books."""
    if part not in PARTS:
        raise Http404
    return show(request, "gallery.html", context(part))


def context(part: str) -> dict[str, Any]:
    """What the gallery's templates are given."""
    labels = {
        "work": _("Work"),
        "forms": _("Forms"),
        "ledger": _("Tables and charts"),
        "actions": _("Actions and notes"),
    }
    parts = [
        {"label": labels[name], "url": f"/gallery/{name}/", "current": name == part, "count": None} for name in PARTS
    ]
    return {"part": part, "parts": parts, "signs": signs(), "lang": get_language(), **samples.everything()}


@cache
def signs() -> tuple[str, ...]:
    """The names of all signs in the sprite."""
    return tuple(re.findall(r'<symbol id="([a-z]+)"', SPRITE.read_text(encoding="utf-8")))
