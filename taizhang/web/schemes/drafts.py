"""One's drafts of schemes: begun from a version or a file, taken along as a file, thrown away and brought back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _t

from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.drafts import begin_draft, discard_draft, drafts_of, keep_draft
from taizhang.domain.assessments.models import SchemeDraft, SchemeVersion
from taizhang.domain.assessments.schemes import in_force
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.schemes import stored
from taizhang.web.schemes.reading import SchemeRefused, parse
from taizhang.web.schemes.views import file_of, found_version

PUBLISH = Permission.SCHEMES_PUBLISH
MOST = 1_000_000  # bytes of a scheme file
BEFORE = "scheme_draft_before"  # what a draft was before its last part was taken out, or before it was thrown away


@page(PUBLISH, methods=("POST",))
def drafts(request: PageRequest) -> HttpResponse:
    """Begin a draft: beside a version with its content, or with that of a file that was sent."""
    upload = request.FILES.get("file")
    if upload is not None:
        return _sent(request, upload)
    base = found_version(request.POST.get("code", ""), _number(request.POST.get("version", "")))
    content = {**stored.in_order(base.content), "version": next_version(base.code)}
    made = begin_draft(content=content, base=base, person=request.account.person, at=request.by.at)
    return see_other(f"/schemes/drafts/{made.pk}/")


@page(PUBLISH)
def file(request: PageRequest, key: UUID) -> HttpResponse:
    """The draft as a file."""
    found = mine(request, key)
    return file_of(found.content, f"{found}-draft")


@page(PUBLISH, methods=("POST",))
def removal(request: PageRequest, key: UUID) -> HttpResponse:
    """Throw a draft away; undo brings it back as it was."""
    found = mine(request, key)
    remember(request, found)
    discard_draft(draft=found, person=request.account.person)
    say(request, _t("The draft was thrown away."), undo=f"/schemes/drafts/{key}/restoration/")
    return see_other("/schemes/")


@page(PUBLISH, methods=("POST",))
def restoration(request: PageRequest, key: UUID) -> HttpResponse:
    """Bring a draft back to what it was before the last removal."""
    kept = request.session.get(BEFORE) or {}
    if kept.get("id") != str(key):
        raise _unknown()
    person, found = request.account.person, drafts_of(request.account.person).filter(pk=key).first()
    if found is not None:
        keep_draft(draft=found, content=kept["content"], person=person, at=request.by.at)
    else:
        base = SchemeVersion.objects.filter(pk=kept["base"]).first() if kept["base"] else None
        at = parse_datetime(kept["at"]) or request.by.at
        begin_draft(content=kept["content"], base=base, person=person, at=at, id=key)
    del request.session[BEFORE]
    say(request, _t("The draft is as it was."))
    return see_other(f"/schemes/drafts/{key}/")


def remember(request: PageRequest, draft: SchemeDraft) -> None:
    """Keep what a draft is now, so that the next step can be undone."""
    base = str(draft.base_id) if draft.base_id else ""
    state: dict[str, Any] = {"id": str(draft.pk), "base": base, "content": draft.content}
    request.session[BEFORE] = {**state, "at": draft.updated_at.isoformat()}


def mine(request: PageRequest, key: UUID) -> SchemeDraft:
    """One's own draft; else 404."""
    found = drafts_of(request.account.person).filter(pk=key).first()
    if found is None:
        raise _unknown()
    return found


def base_of(draft: SchemeDraft, today: date) -> SchemeVersion | None:
    """The version beside which a draft is shown: that of its kind in force, else the one it came from."""
    kind = str(draft.content.get("period", ""))
    overlay = bool(draft.content.get("overlay"))
    ruling = None if overlay else in_force(kind, today)
    return ruling or draft.base


def _sent(request: PageRequest, upload: UploadedFile[Any]) -> HttpResponse:
    """A draft with the content of a file; what is wrong with it stands line by line."""
    if upload.size is None or upload.size > MOST:
        raise Refused(
            _("The file has {size} kB; a scheme has at most {limit} kB."),
            _("Check that it is a scheme file."),
            code="schemes.size",
            size=(upload.size or 0) // 1000,
            limit=MOST // 1000,
        )
    name = upload.name or ""
    try:
        read = parse(_text(upload.read()), name)
    except SchemeRefused as refused:
        problems = [
            {"line": each.line or "", "path": each.path, "sentence": each.refused.sentence(_t)}
            for each in refused.problems
        ]
        return show(request, "schemes/check.html", {"name": name, "problems": problems}, status=422)
    base = SchemeVersion.objects.filter(code=read.code).order_by("-version").first()
    made = begin_draft(
        content=stored.in_order(read.content), base=base, person=request.account.person, at=request.by.at
    )
    say(request, _t("The file is in order; it is a draft of yours now."))
    return see_other(f"/schemes/drafts/{made.pk}/")


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            _("The file is not a text in UTF-8."), _("Save it as UTF-8 and send it again."), code="schemes.encoding"
        ) from None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def next_version(code: str) -> int:
    """The number that follows the last published version."""
    last = SchemeVersion.objects.filter(code=code).order_by("-version").values_list("version", flat=True).first()
    return (last or 0) + 1


def _unknown() -> Refused:
    return Refused(
        _("You have no such draft of a scheme."),
        _("Begin one from the list of schemes; it may have been published or thrown away."),
        code="schemes.draft.unknown",
    )
