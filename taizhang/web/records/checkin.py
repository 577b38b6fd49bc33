"""Self check-in, where it is switched on: the recorder shows a code, a member who opens it says “I am here”."""

from uuid import UUID

import segno
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpResponse
from django.utils.translation import gettext as _
from markupsafe import Markup

from taizhang.domain.access.roles import Permission
from taizhang.domain.records.checkin import check_in, checked_in, require_check_in, take_back
from taizhang.domain.records.drafts import drafts_of
from taizhang.domain.records.models import CheckIn, Draft
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.records.drafts import keep_typed
from taizhang.web.records.finding import unknown

WRITE = Permission.RECORDS_WRITE
SIGNER = TimestampSigner(salt="taizhang.records.check-in")
MINUTES = 15  # for which a code can be used


@page(WRITE, methods=("GET", "POST"))
def code(request: PageRequest, key: UUID) -> HttpResponse:
    """The code of a gathering that one is recording; what is typed so far is kept first."""
    require_check_in(request.today)
    if request.method == "POST":
        keep_typed(request, key)
        return see_other(f"/records/drafts/{key}/check-in/")
    draft = drafts_of(request.account.person).filter(pk=key).first()
    if draft is None:
        raise unknown()
    address = request.build_absolute_uri(f"/check-in/{SIGNER.sign(str(draft.pk))}/")
    drawn = Markup(segno.make(address, error="m").svg_inline(scale=6, border=4, light="#fff"))  # noqa: S704  # drawn by us
    context = {"draft": draft, "drawn": drawn, "minutes": MINUTES, "said": len(checked_in(key))}
    return show(request, "records/code.html", context)


@page(signed_in=True, methods=("GET", "POST"))
def here(request: PageRequest, token: str) -> HttpResponse:
    """Say that one is here, or take it back."""
    require_check_in(request.today)
    draft, person = _meant(token), request.account.person
    if request.method == "POST":
        if "back" in request.POST:
            take_back(draft=draft, person=person)
            say(request, _("Taken back."))
        else:
            check_in(draft=draft, person=person, on=request.today)
            say(request, _("The recorder sees that you are here."))
        return see_other(request.path)
    done = CheckIn.objects.filter(draft=draft, person=person).exists()
    return show(request, "records/here.html", {"draft": draft, "done": done, "title": draft.body.get("title", [""])[0]})


def _meant(token: str) -> Draft:
    """The gathering of a code that is still good and not recorded yet."""
    try:
        key = SIGNER.unsign(token, max_age=MINUTES * 60)
    except BadSignature:
        key = None
    found = Draft.objects.filter(pk=key).select_related("organization").first() if key else None
    if found is None:
        raise Refused(
            mark("This code is no longer good, or the gathering is recorded already."),
            mark("Ask the recorder to show a new one, or simply to tick you."),
            code="records.check-in-code.unknown",
        )
    return found
