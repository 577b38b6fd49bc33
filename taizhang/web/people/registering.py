"""Entering someone in the register."""

from dataclasses import fields
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.actions.people import PersonEntry, register
from taizhang.domain.orgs.models import Person
from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.models.person import Registration, Sex
from taizhang.kernel.ids import uuid7
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.orgs.acting import Sheet, answer_form
from taizhang.web.people.forms import GROUPS, RegistrationForm

ITEMS = {field.name for field in fields(PersonEntry)}


@page(Permission.PEOPLE_EDIT, methods=("GET", "POST"))
def registration(request: PageRequest) -> HttpResponse:
    """Enter a person as member of a branch; sending the form twice enters one."""
    made: list[Person] = []
    initial = {"id": uuid7(), "starts_on": request.today, "organization": request.GET.get("organization", "")}
    form = RegistrationForm(request.POST or None, request, initial=initial)

    def act(said: dict[str, Any]) -> str:
        made[:] = [register(entry=entry_of(said), by=request.by, allow_fictional=settings.DEMO)]
        return _("%(name)s is in the register.") % {"name": said["name"]}

    sheet = Sheet(
        title=_("Register a person"),
        lead=_("The 16 items of the national exchange record, once; nobody is asked for them again."),
        button=_("Register"),
        back="/people/",
        act=act,
        trail=[(_("People"), "/people/"), (_("Register a person"), None)],
        groups=[(str(legend), names) for legend, names in GROUPS],
        then=lambda: f"/people/{made[0].pk}/",
    )
    return answer_form(request, form, sheet)


def entry_of(said: dict[str, Any]) -> PersonEntry:
    """What was typed, as the register takes it."""
    given = {name: value for name, value in said.items() if name in ITEMS}
    given["sex"] = Sex(int(said["sex"] or 0))
    given["standing"], given["registration"] = Standing(said["standing"]), Registration(said["registration"])
    return PersonEntry(**given)
