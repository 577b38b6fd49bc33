"""How the dated rows of the tree change: an old row ends the day before, its successor begins on the day."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db import connection

from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.orgs.fields import ONE_DAY
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7

TREE_LOCK = 0x7472_6565  # one advisory lock per schema: changes of the tree follow one another
COLUMNS = [field.attname for field in Placement._meta.concrete_fields if field.attname not in ("id", "starts_on")]


def lock_tree() -> None:
    """Wait for other changes of the tree; released when the act ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [TREE_LOCK])


def changeable(organization: Organization, on: date) -> Placement:
    """The place of an organisation that is to change on a day.

    Refused before its founding, after its closing, and when a later change is already known.
    """
    rows: list[Placement] = list(Placement.objects.filter(organization=organization).order_by("starts_on"))
    if not rows or on < rows[0].starts_on:
        raise Refused(
            _("{name} was founded on {founded}; it cannot change on {day}."),
            _("Choose a day from its founding on."),
            code="orgs.before-founding",
            name=rows[0].name if rows else organization.code,
            founded=rows[0].starts_on if rows else organization.founded_on,
            day=on,
        )
    last = rows[-1]
    refuse_closed(last, on)
    if last.starts_on > on:
        raise later_change(last.name, last.starts_on)
    return last


def refuse_closed(last: Placement, on: date) -> None:
    """Refuse a change of an organisation whose last row has an end."""
    if last.ends_on is not None:
        raise Refused(
            _("{name} was closed on {closed}; it cannot change on {day}."),
            _("Found a new organisation instead."),
            code="orgs.closed",
            name=last.name,
            closed=last.ends_on + ONE_DAY,
            day=on,
        )


def later_change(name: str, day: date) -> Refused:
    """The refusal of a change before one that is already known."""
    return Refused(
        _("{name} already changes on {later}."),
        _("Enter changes in their order: choose that day or a later one."),
        code="orgs.later-change",
        name=name,
        later=day,
    )


def check_under(kind: Kind, parent: Placement) -> None:
    """Refuse a kind of organisation that does not stand under the other."""
    if Kind(parent.kind) not in FORMS[kind].under:
        raise Refused(
            _("{kind} cannot stand under {parent}, which is: {parent_kind}."),
            _("It stands under: {possible}."),
            code="orgs.kind-under",
            kind=str(kind.label),
            parent=parent.name,
            parent_kind=str(Kind(parent.kind).label),
            possible=[str(each.label) for each in FORMS[kind].under],
        )


def change_from(on: date, rows: Sequence[Placement], edit: Callable[[Placement], None]) -> list[Placement]:
    """Let edited rows hold from a day; a row that began on that very day is edited itself."""
    old = [row for row in rows if row.starts_on < on]
    Placement.objects.filter(pk__in=[row.pk for row in old]).update(ends_on=on - ONE_DAY)
    fresh = [Placement(id=uuid7(), starts_on=on, **{name: getattr(row, name) for name in COLUMNS}) for row in old]
    today = [row for row in rows if row.starts_on == on]
    for row in [*today, *fresh]:
        edit(row)
    Placement.objects.bulk_update(today, [name for name in COLUMNS if name != "organization_id"], batch_size=500)
    insert_many(Placement, fresh)
    return [*today, *fresh]
