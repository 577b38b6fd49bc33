"""Checking a pack file and publishing it: first every problem with its line, then what would change, then the act."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.actions.packs import publish
from taizhang.domain.duties.packfile import PackFile, PackRefused, load
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.policies.queries import is_on
from taizhang.domain.policies.switches import Switch
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.packs.differences import differences, reaches

PUBLISH = Permission.PACKS_PUBLISH
MOST = 2_000_000  # bytes of a pack file; the default pack has fifty thousand


@page(PUBLISH, methods=("POST",))
def checks(request: PageRequest) -> HttpResponse:
    """Check a file: every problem with its line and path, or what it would change beside the version in force."""
    name, text = _sent(request)
    try:
        new = _read(text, request.today)
    except PackRefused as refused:
        problems = [
            {"line": each.line, "path": each.path, "sentence": each.refused.sentence(gettext)}
            for each in refused.problems
        ]
        return show(request, "packs/check.html", {"name": name, "problems": problems}, status=422)
    today = find_pack(request.today)
    context: dict[str, Any] = {"name": name, "text": text, "new": new, "today_pack": today, "lang": request.lang}
    context["differences"] = differences(today, new, request.lang)
    context["reaches"] = reaches(today, new, request.today, request.lang)
    return show(request, "packs/check.html", context)


@page(PUBLISH, methods=("POST",))
def publications(request: PageRequest) -> HttpResponse:
    """Publish a checked file; the same again changes nothing."""
    pack = publish(pack_file=_read(request.POST.get("text", "").replace("\r\n", "\n"), request.today), by=request.by)
    say(request, gettext("%(pack)s is published.") % {"pack": pack})
    return see_other(f"/packs/{pack.code}/{pack.version}/")


def _read(text: str, on: date) -> PackFile:
    """The pack of a text, through a file of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pack.yaml"
        file.write_text(text, encoding="utf-8")
        return load(file, pictures=is_on(Switch.PHOTOS, on=on))


def _sent(request: PageRequest) -> tuple[str, str]:
    """The name and text of the file that was sent; refused when there is none or it is no text."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused(_("No file was sent."), _("Choose a pack file (.yaml)."), code="packs.file")
    if upload.size is None or upload.size > MOST:
        raise Refused(
            _("The file has {size} kB; a pack has at most {limit} kB."),
            _("Check that it is a pack file."),
            code="packs.size",
            size=(upload.size or 0) // 1000,
            limit=MOST // 1000,
        )
    try:
        return upload.name or "", upload.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            _("The file is not a text in UTF-8."), _("Save it as UTF-8 and send it again."), code="packs.encoding"
        ) from None
