"""One person: the 16 items masked, where they belong, posts, exemptions, attendance and points of the year."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.imports.ethnicities import ETHNICITIES
from taizhang.domain.orgs.models import Exemption, Membership, Person, Post
from taizhang.domain.orgs.models.membership import Ground, Standing
from taizhang.domain.orgs.models.person import Registration, Sex
from taizhang.domain.points.balances import person_balance
from taizhang.domain.records.models import Attendance, Presence
from taizhang.kernel.errors import Refused
from taizhang.kernel.workflow import State
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import day
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.orgs.asof import address, as_of
from taizhang.web.people.reach import find_person, powers_over
from taizhang.web.people.words import GROUND_SHORT, REGISTRATION_WORDS, SEX_WORDS, STANDING_WORDS

VIEW = Permission.PEOPLE_VIEW
POWERS = (Permission.PEOPLE_EDIT, Permission.PEOPLE_REVEAL, Permission.RECORDS_VIEW, Permission.POINTS_VIEW)


@page(VIEW)
def person(request: PageRequest, key: UUID) -> HttpResponse:
    """One person within one's reach."""
    found = find_person(request, key)
    memberships = list(_placed(Membership.objects.filter(person=found), request))
    exemptions = list(Exemption.objects.filter(person=found).order_by("-starts_on"))
    now = next((row for row in memberships if row.holds(request.on)), None)
    context = {
        **heading(request, found, "overview"),
        "items": items(found, now),
        "now": now,
        "note": _note(now),
        "memberships": [(row, STANDING_WORDS[Standing(row.standing)]) for row in memberships],
        "posts": list(_placed(Post.objects.filter(person=found), request)),
        "exemptions": [(row, GROUND_SHORT[Ground(row.ground)], row.holds(request.on)) for row in exemptions],
        "attended": _attended(found, request),
        "points": _points(found, request),
        "year": request.on.year,
        "probationary": now is not None and now.standing == Standing.PROBATIONARY,
    }
    return show(request, "people/person.html", context)


def heading(request: PageRequest, found: Person, current: str) -> dict[str, Any]:
    """What stands above every page of one person."""
    base = f"/people/{found.pk}/"
    edits, reveals, records, points = powers_over(request, found.pk, *POWERS)
    asked = (
        ("overview", _("Overview"), base, True),
        ("ledger", _("Ledger"), base + "ledger/", records),
        ("points", _("Points"), base + "points/", points),
        ("history", _("History"), base + "history/", True),
    )
    return {
        **as_of(request),
        "person": found,
        "trail": [(_("People"), address("/people/", request)), (found.name, None)],
        "views": [
            {"label": label, "url": address(url, request), "current": name == current}
            for name, label, url, shown in asked
            if shown
        ],
        "may_edit": edits and request.on == request.today,
        "may_reveal": reveals,
    }


def items(found: Person, now: Membership | None) -> list[tuple[str, str | None]]:
    """The 16 items of the national exchange record, numbers masked (rules of 党内统计)."""
    standing = STANDING_WORDS[Standing(now.standing)] if now else None
    floating = day(found.floating_since) if found.floating_since else None
    return [
        (_("Name of the member"), found.name),
        (_("Identity number"), found.id_masked),
        (_("Sex"), str(SEX_WORDS[Sex(found.sex)])),
        (_("Ethnic group"), ETHNICITIES.get(found.ethnicity, found.ethnicity)),
        (_("Birthday"), day(found.born_on)),
        (_("Education"), found.education),
        (_("Standing"), str(standing) if standing else None),
        (_("Branch"), now.org_name if now else None),  # type: ignore[attr-defined]  # as placed() gives it
        (_("Joined on"), day(found.joined_on)),
        (_("Confirmed on"), day(found.confirmed_on)),
        (_("Occupation"), found.job),
        (_("Telephone"), found.phone_masked),
        (_("Address"), _("kept, masked") if found.address else None),
        (_("State of registration"), str(REGISTRATION_WORDS[Registration(found.registration)])),
        (_("Contact lost"), day(found.lost_contact_on) if found.lost_contact_on else _("no")),
        (_("Floating"), f"{floating} {found.floating_to}" if floating else _("no")),
    ]


def _note(now: Any) -> str:
    """Where the person belongs, and as what."""
    return f"{now.org_name} · {STANDING_WORDS[Standing(now.standing)]}" if now and now.org_name else ""


def _placed(rows: Any, request: PageRequest) -> Any:
    """Dated rows of a person with the organisation's name of today, the latest first."""
    return rows.placed(request.today).select_related("organization").order_by("-starts_on")


def _attended(found: Person, request: PageRequest) -> dict[str, int]:
    """The approved gatherings of the year up to the day: expected, present, on leave, absent; one query."""
    year = Q(activity__held_on__year=request.on.year, activity__held_on__lte=request.on)
    rows = Attendance.objects.filter(year, person=found, activity__submission__state=State.APPROVED)
    counts = Q(counts=True)
    return rows.aggregate(
        expected=Count("pk", filter=counts),
        present=Count("pk", filter=counts & Q(presence=Presence.PRESENT)),
        leave=Count("pk", filter=counts & Q(presence=Presence.LEAVE)),
        uncounted=Count("pk", filter=~counts & Q(presence=Presence.PRESENT)),
    )


def _points(found: Person, request: PageRequest) -> Any:
    """The balance of the year, None while no pack rules in it."""
    try:
        return person_balance(found.pk, request.on.year)
    except Refused:
        return None
