"""Drafts: saved as one types, continued later, thrown away and brought back."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.domain.records.drafts import discard_draft, drafts_of, save_draft
from taizhang.domain.records.models import Draft
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.capped import capped
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.records.finding import unknown

WRITE = Permission.RECORDS_WRITE
SKIPPED = {"csrfmiddlewaretoken", "roll_key"}
SHOWN = 100
THROWN = "thrown_draft"  # what was thrown away last, kept in the session until the next one


@page(WRITE)
def drafts(request: PageRequest) -> HttpResponse:
    """What the person has begun and not handed in."""
    mine = drafts_of(request.account.person)
    return show(request, "records/drafts.html", {"drafts": capped(mine, SHOWN)})


@page(WRITE, methods=("POST",))
def draft(request: PageRequest, key: UUID) -> HttpResponse:
    """Save what has been typed: quietly for the script, else with a way back to the form and what would follow."""
    place = keep_typed(request, key)
    if "X-Autosave" in request.headers:
        return HttpResponse(status=204)
    say(request, _("The draft is saved."))
    return see_other(f"/records/new/?organization={place.organization.code}&draft={key}&follows=1")


def keep_typed(request: PageRequest, key: UUID) -> Placement:
    """Save what was typed into the form; for which organisation."""
    place = find_organization(request, request.POST.get("organization", ""))
    body = {name: request.POST.getlist(name) for name in request.POST if name not in SKIPPED}
    person = request.account.person
    save_draft(id=key, organization=place.organization, person=person, body=body, at=request.by.at)
    return place


@page(WRITE, methods=("POST",))
def removal(request: PageRequest, key: UUID) -> HttpResponse:
    """Throw a draft away; undo brings it back as it was."""
    found = _mine(request, key)
    request.session[THROWN] = {
        "id": str(key),
        "organization": str(found.organization_id),
        "body": found.body,
        "at": found.updated_at.isoformat(),
    }
    discard_draft(draft=found, person=request.account.person)
    say(request, _("The draft was thrown away."), undo=f"/records/drafts/{key}/restoration/")
    return see_other("/records/drafts/")


@page(WRITE, methods=("POST",))
def restoration(request: PageRequest, key: UUID) -> HttpResponse:
    """Bring back the draft that was thrown away last."""
    thrown = request.session.get(THROWN) or {}
    if thrown.get("id") != str(key):
        raise unknown()
    organization = Organization.objects.get(pk=thrown["organization"])
    at = parse_datetime(thrown["at"]) or request.by.at
    save_draft(id=key, organization=organization, person=request.account.person, body=thrown["body"], at=at)
    del request.session[THROWN]
    say(request, _("The draft is back."))
    return see_other("/records/drafts/")


def _mine(request: PageRequest, key: UUID) -> Draft:
    found = drafts_of(request.account.person).filter(pk=key).first()
    if found is None:
        raise unknown()
    return found
