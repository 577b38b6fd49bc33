"""One's own keys: what each opens and until when; made once, shown once, revoked at once."""

from uuid import UUID

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.access.actions import KeyEntry, Made, make_key, revoke_key
from taizhang.domain.access.models import Key
from taizhang.domain.access.roles import Permission
from taizhang.kernel.errors import Refused
from taizhang.web.keys.forms import KeyForm
from taizhang.web.keys.words import told, unknown
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.capped import capped
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, find_organization, page

LATEST = 50


@page(signed_in=True)
def keys(request: PageRequest) -> HttpResponse:
    """All of them, the latest first, those that have ended too."""
    rows = capped(Key.objects.filter(account=request.account).select_related("organization"), LATEST)
    return show(request, "keys/own.html", {"keys": [told(each, request.today) for each in rows], "rows": rows})


@page(signed_in=True, methods=("GET", "POST"))
def new(request: PageRequest) -> HttpResponse:
    """Make a key; the password is asked for once more first. The secret is shown this once."""
    raise_if_reauthentication_required(request, app="allauth.mfa")
    form = KeyForm(request.POST or None, request.account, request.today)
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(request, form)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            response = show(request, "keys/made.html", {"made": made, "key": told(made.key, request.today)})
            response.headers["Cache-Control"] = "no-store"
            return response
    return show(request, "keys/new.html", {"form": form}, status=422 if form.errors else 200)


@page(signed_in=True, methods=("POST",))
def revocation(request: PageRequest, key: UUID) -> HttpResponse:
    """Let one of them open nothing any more."""
    found = Key.objects.filter(pk=key, account=request.account).first()
    if found is None:
        raise unknown()
    revoke_key(key=found, by=request.by)
    say(request, _("The key “%(name)s” opens nothing any more.") % {"name": found.name})
    return see_other(reverse("keys:own"))


def _made(request: PageRequest, form: KeyForm) -> Made:
    clean = form.cleaned_data
    code = clean["organization"].strip()
    wanted = [Permission(one) for one in clean["permissions"]]
    place = find_organization(request, code, wanted[0]) if code else None
    entry = KeyEntry(
        name=clean["name"],
        permissions=wanted,
        expires_on=clean["expires_on"],
        organization=place.organization if place else None,
    )
    return make_key(account=request.account, entry=entry, by=request.by)
