"""The switches, each with its clause; switching on by a document, switching off, and the history of both."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.policies.models import Warrant
from taizhang.domain.policies.queries import warrants
from taizhang.domain.policies.switches import NEVER, SWITCHES, Switch
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.policies.announcing import announce_off, announce_on
from taizhang.web.policies.forms import WarrantForm

VIEW, SET = Permission.POLICIES_VIEW, Permission.POLICIES_SET


@page(VIEW)
def policies(request: PageRequest) -> HttpResponse:
    """All switches with their clauses, and what no switch can turn on."""
    context = {"switches": SWITCHES, "on_now": warrants(on=request.on), "never": NEVER, "may_set": _may_set(request)}
    return show(request, "policies/list.html", context)


@page(VIEW, methods=("GET", "POST"))
def switch(request: PageRequest, code: str) -> HttpResponse:
    """One switch: what it changes, whether it is on, its history, and the form that turns it on."""
    chosen, may_set = _find(code), _may_set(request)
    if request.method == "POST" and not may_set:
        raise _not_yours()
    form = WarrantForm(request.POST or None, initial={"starts_on": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            made = announce_on(switch=chosen, warrant=form.entry, by=request.by)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            undo = f"/policies/warrants/{made.pk}/ending/"
            say(request, gettext("“%(name)s” is recorded.") % {"name": SWITCHES[chosen].name}, undo=undo)
            return see_other(f"/policies/{chosen.value}/")
    status = 422 if form.errors else 200
    return show(request, "policies/switch.html", _context(request, chosen, form, may_set), status=status)


@page(SET, methods=("POST",))
def ending(request: PageRequest, key: UUID) -> HttpResponse:
    """Switch off from today on; without a reason it is the undo of what was just recorded."""
    warrant = Warrant.objects.filter(pk=key).first()
    if warrant is None:
        raise Refused(
            _("This basis is not recorded, or was taken back."),
            _("Open the policy page anew."),
            code="policies.unknown",
        )
    if not _may_set(request):
        raise _not_yours()
    because = request.POST.get("because", "") or (gettext("undone") if "because" not in request.POST else "")
    announce_off(warrant=warrant, because=because, by=request.by)
    say(request, gettext("“%(name)s” is switched off.") % {"name": warrant.form.name})
    return see_other(f"/policies/{warrant.switch}/")


def _context(request: PageRequest, chosen: Switch, form: WarrantForm, may_set: bool) -> dict[str, Any]:
    history = list(Warrant.objects.for_switch(chosen))
    now = next((each for each in history if each.holds(request.today)), None)
    coming = [each for each in history if each.starts_on > request.today]
    return {
        "switch": chosen,
        "about": SWITCHES[chosen],
        "now": now,
        "coming": coming,
        "history": history,
        "form": form,
        "may_set": may_set,
    }


def _find(code: str) -> Switch:
    try:
        return Switch(code)
    except ValueError:
        raise Refused(
            _("There is no switch “{name}”; what has none cannot be switched on."),
            _("Look at the list of switches."),
            code="policies.unknown",
            name=code,
        ) from None


def _may_set(request: PageRequest) -> bool:
    """Whether the reader answers for the whole district: a switch holds everywhere."""
    return policy.scope(request.account, SET, on=request.today).everything


def _not_yours() -> Refused:
    return Refused(
        _("A switch holds for the whole district; only the district office sets it."),
        _("Ask the district office."),
        code="policies.not-allowed",
    )
