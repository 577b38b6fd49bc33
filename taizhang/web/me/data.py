"""What is kept about oneself, who can see it, and who looked at what is masked (PIPL Art. 44–47)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import ROLES, Permission, Reach, Role
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.audit.retention import CLOCKS
from taizhang.domain.orgs.actions.amending import What
from taizhang.domain.orgs.actions.people import reveal
from taizhang.domain.orgs.models import Membership, Person
from taizhang.kernel import trees
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.people.words import REGISTRATION_WORDS, SEX_WORDS

SEEING = [role.value for role, form in ROLES.items() if Permission.PEOPLE_VIEW in form.permissions]
LOOKS = 50  # of the latest looks
SECRET_ITEMS: Mapping[What, StrPromise] = {
    "id_number": gettext_lazy("Identity number"),
    "phone": gettext_lazy("Telephone"),
    "address": gettext_lazy("Address"),
}


@dataclass(frozen=True, slots=True)
class Seer:
    """Somebody who can see the masked data of a branch, and whether he may open a masked item."""

    name: str
    role: str
    organization: str
    opens: bool


@page(signed_in=True)
def data(request: PageRequest) -> HttpResponse:
    """Everything the register keeps about the person, masked, and who can see it."""
    return show(request, "me/data.html", _context(request))


@page(signed_in=True, methods=("POST",))
def disclosure(request: PageRequest) -> HttpResponse:
    """Show one masked item of one's own; the look is kept like any other."""
    what: Any = request.POST.get("what", "")
    value = reveal(person=request.account.person, what=what, because=_("by the person himself"), by=request.by)
    response = show(request, "me/data.html", {**_context(request), "opened": what, "value": value or "—"})
    response.headers["Cache-Control"] = "no-store"
    return response


def _context(request: PageRequest) -> dict[str, Any]:
    person = request.account.person
    membership: Any = Membership.objects.on(request.today).filter(person=person).placed(request.today).first()
    path = membership.org_path if membership is not None else None
    looks = AuditEntry.objects.about(person.pk).filter(verb="people.reveal").order_by("-number")[:LOOKS]
    return {
        "person": person,
        "membership": membership,
        "items": items_of(person),
        "clocks": [clock for clock in CLOCKS if clock.own],
        "seers": list(_seers(path, request)) if path else [],
        "looks": list(looks),
    }


def items_of(person: Person) -> list[tuple[str, Any]]:
    """The plain items in words."""
    return [
        (_("Name of the member"), person.name),
        (_("Sex"), SEX_WORDS.get(person.sex, "")),  # type: ignore[call-overload]
        (_("Birthday"), person.born_on),
        (_("Education"), person.education),
        (_("Occupation"), person.job),
        (_("Joined on"), person.joined_on),
        (_("Confirmed on"), person.confirmed_on),
        (_("State of registration"), REGISTRATION_WORDS.get(person.registration, "")),  # type: ignore[call-overload]
    ]


def _seers(path: str, request: PageRequest) -> Iterable[Seer]:
    """Whose grants reach a branch, from the nearest up; one query."""
    paths = [path, *reversed(trees.above(path))]
    grants: Any = Grant.objects.on(request.today).placed(request.today).filter(role__in=SEEING, org_path__in=paths)
    for grant in sorted(grants.select_related("person"), key=lambda each: (-len(each.org_path), each.person.sort_key)):
        below = grant.org_path != path
        if (below and grant.reach == Reach.OWN) or (not below and grant.reach == Reach.BELOW):
            continue
        form = ROLES[Role(grant.role)]
        yield Seer(grant.person.name, str(form.name), grant.org_name, Permission.PEOPLE_REVEAL in form.permissions)
