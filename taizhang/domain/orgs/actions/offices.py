"""Party-building offices of district units and streets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.orgs.fields import ONE_DAY, require_near
from taizhang.domain.orgs.kinds import FORMS, Kind, PostKind
from taizhang.domain.orgs.models import Office, Organization, Placement
from taizhang.domain.orgs.names import not_standing
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """An organisation sets up its office on a day."""

    organization: Organization
    name: str
    starts_on: date


@action
def open_office(*, organization: Organization, name: str, starts_on: date, by: Actor) -> Office:
    """Set up the office of an organisation from a day on; one at a time."""
    return open_many(entries=[OfficeEntry(organization, name, starts_on)], by=by)[0]


@action
def open_many(*, entries: Sequence[OfficeEntry], by: Actor) -> list[Office]:
    """Set up offices in a fixed number of queries; one audit entry each."""
    keys = [entry.organization.pk for entry in entries]
    places = list(Placement.objects.filter(organization__in=keys))
    taken = {office.organization_id for office in Office.objects.filter(organization__in=keys, ends_on__isnull=True)}
    offices = []
    for entry in entries:
        require_near(entry.starts_on, by.on)
        _check_kind(entry, places)
        _refuse_second(entry, entry.organization.pk in taken)
        taken.add(entry.organization.pk)
        offices.append(_office(entry))
    insert_many(Office, offices)
    for office in offices:
        details = {"on": office.starts_on}
        note(Note("offices.open", office, by, office.organization_id, label=office.name, details=details))
    return offices


def _office(entry: OfficeEntry) -> Office:
    return Office(id=uuid7(), organization=entry.organization, name=entry.name.strip(), starts_on=entry.starts_on)


def _check_kind(entry: OfficeEntry, places: Sequence[Placement]) -> None:
    """Refuse an office where the kind of organisation has no post in one."""
    place = next(
        (row for row in places if row.organization_id == entry.organization.pk and row.holds(entry.starts_on)), None
    )
    if place is None:
        raise not_standing(entry.organization, entry.starts_on)
    if PostKind.OFFICE_STAFF not in FORMS[Kind(place.kind)].posts:
        raise Refused(
            _("{name} sets up no office of its own."),
            _("Offices are set up by streets, district units and the district."),
            code="orgs.no-office",
            name=place.name,
        )


def _refuse_second(entry: OfficeEntry, taken: bool) -> None:
    if taken:
        raise Refused(
            _("The organisation {organization} already has an office."),
            _("Rename or close the existing office."),
            code="orgs.second-office",
            organization=entry.organization.code,
        )


@action
def close_office(*, office: Office, on: date, by: Actor) -> Office:
    """Let an office exist no longer from a day on; its staff keep their posts until they are released."""
    require_near(on, by.on)
    office = Office.objects.select_for_update().get(pk=office.pk)
    if office.starts_on >= on or (office.ends_on is not None and office.ends_on < on):
        raise Refused(
            _("{name} does not exist on the day before {day}."),
            _("Choose a day while the office exists."),
            code="orgs.office-day",
            name=office.name,
            day=on,
        )
    office.ends_on = on - ONE_DAY
    office.save(update_fields=["ends_on"])
    note(Note("offices.close", office, by, office.organization_id, label=office.name, details={"on": on}))
    return office
