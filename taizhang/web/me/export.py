"""All of one's own data as one workbook (PIPL art. 45)."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import ROLES, Role
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.cases.models import Case
from taizhang.domain.cases.moves import STATES
from taizhang.domain.notices.models import Address
from taizhang.domain.orgs.actions.people import reveal
from taizhang.domain.orgs.models import Exemption, Membership, Person, Post
from taizhang.domain.orgs.secrets import reveal as unseal
from taizhang.domain.points.models import PointEntry
from taizhang.domain.preferences.models import SavedFilter
from taizhang.web.kit.exports import FORMATS, MEDIA, OPTIONS, neutral
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.me.attendances import PRESENCES, standing_of
from taizhang.web.me.data import LOOKS, SECRET_ITEMS, items_of
from taizhang.web.people.words import GROUND_SHORT

Rows = Sequence[Sequence[Any]]


@page(signed_in=True, methods=("POST",))
def export(request: PageRequest) -> HttpResponse:
    """Everything, one sheet a kind, protected items in clear; this look at them is kept like any other."""
    file = BytesIO()
    _write(file, list(_sheets(request)))
    response = HttpResponse(file.getvalue(), content_type=MEDIA)
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.xlsx"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _sheets(request: PageRequest) -> Iterator[tuple[str, Sequence[str], Rows]]:
    """The kinds with their headings and rows, each by one query."""
    person, today = request.account.person, request.today
    because = _("by the person himself")
    secrets = [(label, reveal(person=person, what=what, because=because, by=request.by))
               for what, label in SECRET_ITEMS.items() if getattr(person, what)]  # fmt: skip
    yield _("In the register"), (_("Item"), _("Value")), [*items_of(person), *secrets]
    dated = (_("Since"), _("Until"))
    memberships = Membership.objects.filter(person=person).placed(today).order_by("starts_on")
    rows = [(each.org_name, each.get_standing_display(), each.starts_on, each.ends_on) for each in memberships]
    yield _("Memberships"), (_("Organisation"), _("Standing"), *dated), rows
    posts = Post.objects.filter(person=person).placed(today).order_by("starts_on")
    held = [(each.org_name, each.get_kind_display(), each.starts_on, each.ends_on) for each in posts]
    yield _("Posts"), (_("Organisation"), _("Post"), *dated), held
    yield _("Exemptions"), (_("Ground"), _("Approved by"), *dated), list(_exemptions(person))
    yield _("My gatherings"), (_("Day"), _("Gathering"), _("Presence"), _("Reason")), list(_gatherings(person))
    yield _("Points"), (_("Day"), _("Rule"), _("Points")), list(_points(person))
    yield _("My cases"), (_("Number of the case"), _("What it is about"), _("Text"), _("State")), list(_cases(person))
    yield _("Roles"), (_("Role"), _("Organisation"), *dated), list(_roles(person, today))
    yield _("Wishes"), (_("Name"), _("Value")), list(_wishes(person))
    yield _("Looks"), (_("When"), _("Who"), _("What"), _("Reason")), list(_looks(person))


def _exemptions(person: Person) -> Iterator[Sequence[Any]]:
    for each in Exemption.objects.filter(person=person).order_by("starts_on"):
        yield str(GROUND_SHORT[each.ground]), each.approved_by_name, each.starts_on, each.ends_on


def _gatherings(person: Person) -> Iterator[Sequence[Any]]:
    for line in standing_of(person):
        yield line.activity.held_on, line.activity.title, str(PRESENCES[line.presence]), line.reason


def _points(person: Person) -> Iterator[Sequence[Any]]:
    for entry in PointEntry.objects.filter(person=person).order_by("happened_on", "id"):
        yield entry.happened_on, entry.rule, entry.amount


def _cases(person: Person) -> Iterator[Sequence[Any]]:
    for case in Case.objects.filed_by(person.pk).standing():
        yield case.number, case.subject, case.text, str(STATES[case.state])


def _roles(person: Person, today: date) -> Iterator[Sequence[Any]]:
    for grant in Grant.objects.filter(person=person).placed(today).order_by("starts_on"):
        yield str(ROLES[Role(grant.role)].name), grant.org_name, grant.starts_on, grant.ends_on


def _wishes(person: Person) -> Iterator[Sequence[Any]]:
    """Where the digest goes, and the filters that are kept."""
    for address in Address.objects.filter(person=person).select_related("connector"):
        yield address.connector.name, unseal(address.sealed)
    for kept in SavedFilter.objects.kept().filter(account__person=person):
        yield kept.name, f"{kept.address}?{kept.query}"


def _looks(person: Person) -> Iterator[Sequence[Any]]:
    looks = AuditEntry.objects.about(person.pk).filter(verb="people.reveal").order_by("-number")[:LOOKS]
    for look in looks:
        yield look.at, look.actor_name, look.details.get("what", ""), look.details.get("because", "")


def _write(file: BytesIO, sheets: Sequence[tuple[str, Sequence[str], Rows]]) -> None:
    import xlsxwriter  # read when the first workbook is asked for, not at every start

    book = xlsxwriter.Workbook(file, {**OPTIONS, "constant_memory": False, "in_memory": True, "remove_timezone": True})
    formats = {kind: book.add_format({"num_format": mask}) for kind, mask in FORMATS.items()}
    bold = book.add_format({"bold": True})
    for name, headings, rows in sheets:
        sheet = book.add_worksheet(name[:31])
        sheet.set_column(0, len(headings) - 1, 20)
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, bold)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                _cell(sheet, (number, place), value, formats)
    book.close()


def _cell(sheet: Any, place: tuple[int, int], value: Any, formats: dict[str, Any]) -> None:
    """Days and moments as such, numbers as numbers, everything else as text without formulas."""
    if value is None:
        return
    if hasattr(value, "hour"):
        sheet.write_datetime(*place, value, formats["moment"])
    elif hasattr(value, "year"):
        sheet.write_datetime(*place, value, formats["day"])
    elif isinstance(value, int) or hasattr(value, "as_tuple"):
        sheet.write_number(*place, float(value))
    else:
        sheet.write_string(*place, neutral(str(value)))
