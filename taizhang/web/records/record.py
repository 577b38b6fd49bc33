"""A record's own page, its print view, its files, and taking it back."""

from pathlib import Path
from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.records.actions import withdraw
from taizhang.domain.records.evidence import served
from taizhang.domain.records.models import Activity
from taizhang.kernel.workflow import State
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.records import words
from taizhang.web.records.finding import find_own_or_seen, find_record, unknown
from taizhang.web.records.told import Told

REVISABLE = (State.SUBMITTED, State.RETURNED, State.WITHDRAWN)


@page(signed_in=True)
def record(request: PageRequest, key: UUID) -> HttpResponse:
    """What a record says: for whoever may read records there, and for who was expected at the gathering."""
    activity = find_own_or_seen(request, key)
    context = {"told": Told(request, activity), "activity": activity, "words": words, "lang": request.lang}
    return show(request, "records/record.html", {**context, "on": request.on, **_open_to(request, activity)})


@page(signed_in=True)
def printed(request: PageRequest, key: UUID) -> HttpResponse:
    """The record as a sheet to sign and file."""
    activity = find_own_or_seen(request, key)
    told = Told(request, activity)
    return show(
        request, "records/print.html", {"told": told, "activity": activity, "words": words, "lang": request.lang}
    )


@page(Permission.RECORDS_WRITE, methods=("POST",))
def withdrawal(request: PageRequest, key: UUID) -> HttpResponse:
    """Take a record back before it is decided on; it can be handed in again."""
    activity = find_record(request, key)
    withdraw(activity=activity, because=request.POST.get("because", ""), by=request.by)
    say(request, _("Withdrawn. It can be changed and handed in again."))
    return see_other(f"/records/{activity.pk}/")


@page(signed_in=True)
def file(request: PageRequest, key: UUID, file_key: UUID) -> HttpResponseBase:
    """A file of a record: the copy without the camera's notes, never run by the browser."""
    activity = find_own_or_seen(request, key)
    evidence = activity.evidence.filter(pk=file_key).first()
    if evidence is None:
        raise unknown()
    copy = served(evidence)
    opened = Path(copy.path).open("rb")  # noqa: SIM115  # FileResponse closes it once it is sent
    response = FileResponse(opened, as_attachment=True, filename=copy.name, content_type=copy.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _open_to(request: PageRequest, activity: Activity) -> dict[str, bool]:
    """What this person may do with the record now."""
    state = activity.submission.state
    own = activity.submission.submitted_by_id == request.account.person_id

    def may(permission: Permission) -> bool:  # asked only where the answer matters
        return policy.may(request.account, permission, activity.organization_id, on=request.today)

    mine = state in REVISABLE and may(Permission.RECORDS_WRITE)
    return {
        "may_revise": mine and (own or state != State.SUBMITTED),
        "may_withdraw": mine and state in (State.SUBMITTED, State.RETURNED),
        "may_review": state in (State.SUBMITTED, State.APPROVED) and not own and may(Permission.RECORDS_REVIEW),
    }
