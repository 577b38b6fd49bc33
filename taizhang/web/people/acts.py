"""What can be changed about a person: each a noun with a form of its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.actions import people
from taizhang.domain.orgs.models import Exemption, Person, Placement
from taizhang.domain.orgs.models.membership import Ground
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.filters import day
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.orgs.acting import Sheet, answer_form
from taizhang.web.people.forms import (
    GROUPS,
    SECRETS,
    AmendmentForm,
    ConfirmationForm,
    DepartureForm,
    ExemptionForm,
    LiftingForm,
    TransferForm,
)
from taizhang.web.people.reach import find_person

Said = dict[str, Any]
EDIT = Permission.PEOPLE_EDIT
BOTH = ("GET", "POST")


@page(EDIT, methods=BOTH)
def amendment(request: PageRequest, key: UUID) -> HttpResponse:
    """Correct items of a person."""
    person = find_person(request, key)
    form = AmendmentForm(request.POST or None, person)

    def act(said: Said) -> str:
        given = {name: said[name] for name in said if name != "because"}
        changes = {name: value for name, value in given.items() if value or name not in dict(SECRETS)}
        changes["sex"] = int(changes["sex"] or 0)
        people.amend(
            person=person, changes=changes, because=said["because"], by=request.by, allow_fictional=settings.DEMO
        )
        return gettext("Corrected.")

    lead = gettext("The history keeps which items were corrected and why, never their values.")
    groups = [(str(legend), names) for legend, names in GROUPS] + [("", ("because",))]
    sheet = _sheet(person, (gettext("Correct items"), lead, gettext("Save")), act, groups=groups)
    return answer_form(request, form, sheet)


@page(EDIT, methods=BOTH)
def transfer(request: PageRequest, key: UUID) -> HttpResponse:
    """Let a person belong to another branch."""
    person = find_person(request, key)

    def foretell(said: Said) -> str:
        words = {"name": person.name, "day": day(said["on"]), "to": _name(said)}
        return (
            gettext("From %(day)s on %(name)s belongs to %(to)s; posts in the former branch end the day before.")
            % words
        )

    def act(said: Said) -> str:
        people.transfer(person=person, to=said["to"], on=said["on"], because=said["because"], by=request.by)
        return foretell(said)

    lead = gettext("Only to branches within your reach; for others ask the office above.")
    form = TransferForm(request.POST or None, request, initial={"on": request.today})
    sheet = _sheet(
        person, (gettext("Transfer"), lead, gettext("Transfer")), act, foretell=foretell, then=lambda: "/people/"
    )
    return answer_form(request, form, sheet)


@page(EDIT, methods=BOTH)
def confirmation(request: PageRequest, key: UUID) -> HttpResponse:
    """Make a probationary member a formal one."""
    person = find_person(request, key)

    def act(said: Said) -> str:
        people.confirm(person=person, on=said["on"], by=request.by)
        return gettext("%(name)s is a formal member from %(day)s on.") % {"name": person.name, "day": day(said["on"])}

    lead = gettext("After a year of probation, by decision of the members' meeting.")
    form = ConfirmationForm(request.POST or None, initial={"on": request.today})
    return answer_form(
        request, form, _sheet(person, (gettext("Confirm as formal member"), lead, gettext("Confirm")), act)
    )


@page(EDIT, methods=BOTH)
def departure(request: PageRequest, key: UUID) -> HttpResponse:
    """Let a person belong to no organisation."""
    person = find_person(request, key)

    def foretell(said: Said) -> str:
        words = {"name": person.name, "day": day(said["on"])}
        return (
            gettext("From %(day)s on %(name)s belongs nowhere; all posts end the day before. The history stays.")
            % words
        )

    def act(said: Said) -> str:
        people.leave(person=person, on=said["on"], because=said["because"], by=request.by)
        return foretell(said)

    lead = gettext("For whoever leaves the district's register; within the district use a transfer.")
    form = DepartureForm(request.POST or None, initial={"on": request.today})
    sheet = _sheet(
        person, (gettext("Departure"), lead, gettext("End the membership")), act, foretell=foretell, danger=True
    )
    return answer_form(request, form, sheet)


@page(EDIT, methods=BOTH)
def exemptions(request: PageRequest, key: UUID) -> HttpResponse:
    """Exempt a person from attending."""
    person = find_person(request, key)

    def act(said: Said) -> str:
        ground = Ground(said["ground"])
        people.exempt(person=person, ground=ground, starts_on=said["on"], ends_on=said["ends_on"], by=request.by)
        return gettext("%(name)s need not attend; no rate counts them as absent.") % {"name": person.name}

    lead = gettext("Only the ground the rule names and who approved it; please write nothing about health.")
    form = ExemptionForm(request.POST or None, initial={"on": request.today})
    return answer_form(request, form, _sheet(person, (gettext("Exempt from attending"), lead, gettext("Exempt")), act))


@page(EDIT, methods=BOTH)
def exemption_lifting(request: PageRequest, key: UUID, exemption: UUID) -> HttpResponse:
    """Let an exemption hold no longer."""
    person = find_person(request, key)
    held = Exemption.objects.filter(person=person, pk=exemption).first()
    if held is None:
        raise Refused(_("There is no such exemption."), _("Look for it on the person's page."), code="people.unknown")

    def act(said: Said) -> str:
        people.lift_exemption(exemption=held, on=said["on"], by=request.by)
        return gettext("%(name)s is expected again from %(day)s on.") % {"name": person.name, "day": day(said["on"])}

    lead = gettext("The exemption ends the day before.")
    form = LiftingForm(request.POST or None, initial={"on": request.today})
    return answer_form(request, form, _sheet(person, (gettext("Lift the exemption"), lead, gettext("Lift")), act))


def _sheet(person: Person, words: tuple[str, str, str], act: Callable[[Said], str], **more: Any) -> Sheet:
    title, lead, button = words
    back = f"/people/{person.pk}/"
    trail: list[tuple[str, str | None]] = [(gettext("People"), "/people/"), (person.name, back), (title, None)]
    return Sheet(title, lead, button, back, act, trail=trail, **more)


def _name(said: Said) -> str:
    places = Placement.objects.on(said["on"]).filter(organization=said["to"])
    return str(places.values_list("name", flat=True).first() or said["to"].code)
