"""Exporting the national items, and comparing a national export: ours beside theirs, nothing written."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.exchange.differences import Comparison, compare
from taizhang.domain.orgs.exchange.items import NOT_HELD, OF_MEMBER, OF_ORGANIZATION
from taizhang.domain.orgs.exchange.members import export_members
from taizhang.domain.orgs.imports.ethnicities import ETHNICITIES
from taizhang.domain.orgs.imports.guards import MOST_BYTES, too_large
from taizhang.domain.orgs.imports.headings import TITLES
from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.models.person import Registration, Sex
from taizhang.kernel.errors import Refused
from taizhang.web.exchange.forms import CompareForm, ExportForm
from taizhang.web.exchange.sheets import workbook
from taizhang.web.kit.context import show
from taizhang.web.kit.exports import MEDIA
from taizhang.web.kit.filters import NOTHING, day
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.people.words import REGISTRATION_WORDS, SEX_WORDS, STANDING_WORDS

REVEAL = Permission.PEOPLE_REVEAL
SHOWN = 500  # people on the page of differences


@page(REVEAL)
def exchange(request: PageRequest) -> HttpResponse:
    """The 26 items, where each is held, and both forms."""
    return _page(request)


@page(REVEAL, methods=("POST",))
def export(request: PageRequest) -> HttpResponse:
    """The items of a part of the tree in clear, one look kept for each person."""
    form = ExportForm(request.POST)
    if form.is_valid():
        try:
            place = find_organization(request, form.cleaned_data["organization"], REVEAL)
            inside = policy.reachable(request.account, REVEAL, on=request.today).under(place.path)
            paths = list(inside.values_list("path", flat=True))
            made = export_members(paths=paths, on=request.today, because=form.cleaned_data["because"], by=request.by)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _sent(workbook(made))
    return _page(request, exporting=form)


@page(REVEAL, methods=("POST",))
def differences(request: PageRequest) -> HttpResponse:
    """Compare a national export with the register; the file is read once and deleted."""
    form = CompareForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, comparing=form)
    try:
        found = _compared(request, form.cleaned_data["file"])
    except Refused as refusal:
        refuse(form, refusal)
        return _page(request, comparing=form)
    context = {
        "found": found,
        "lines": [(one, [(TITLES.get(d.key, d.key), *_pair(d)) for d in one.differences]) for one in found.differing],
        "shown": SHOWN,
        "may_import": policy.may(request.account, Permission.IMPORTS_RUN, on=request.today),
    }
    response = show(request, "exchange/differences.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _compared(request: PageRequest, file: Any) -> Comparison:
    """Through a file that is gone when it was read."""
    where = policy.scope(request.account, REVEAL, on=request.today)
    if (file.size or 0) > MOST_BYTES:
        raise too_large()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        with path.open("wb") as copy:
            copy.writelines(file.chunks())
        return compare(path, where, request.today, fictional=settings.DEMO)


def _pair(difference: Any) -> tuple[str, str]:
    return _said(difference.key, difference.ours), _said(difference.key, difference.theirs)


def _said(key: str, value: Any) -> str:
    """A value in words."""
    if value in (None, ""):
        return NOTHING
    if isinstance(value, date):
        return day(value)
    words: dict[str, Any] = {
        "sex": lambda: SEX_WORDS.get(Sex(value)),
        "standing": lambda: STANDING_WORDS.get(Standing(value)),
        "registration": lambda: REGISTRATION_WORDS.get(Registration(value)),
        "ethnicity": lambda: ETHNICITIES.get(value, value),
    }
    return str(words[key]()) if key in words else str(value)


def _sent(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA)
    response.headers["Content-Disposition"] = 'attachment; filename="exchange.xlsx"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(
    request: PageRequest, exporting: ExportForm | None = None, comparing: CompareForm | None = None
) -> HttpResponse:
    context = {
        "exporting": exporting or ExportForm(initial={"because": _("Exchange with the national record")}),
        "comparing": comparing or CompareForm(),
        "parts": ((_("Of an organisation"), OF_ORGANIZATION), (_("Of a member"), OF_MEMBER)),
        "not_held": NOT_HELD,
    }
    return show(request, "exchange/exchange.html", context, status=422 if exporting or comparing else 200)
