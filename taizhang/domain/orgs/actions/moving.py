"""Changes of name, kind and place in the tree, each from a day on."""

from datetime import date
from typing import Any

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.actions.places import (
    change_from,
    changeable,
    check_under,
    later_change,
    lock_tree,
    refuse_closed,
)
from taizhang.domain.orgs.fields import require_near, require_reason
from taizhang.domain.orgs.kinds import FORMS, Category, Kind
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.domain.orgs.names import placement
from taizhang.domain.orgs.naming import naming
from taizhang.kernel import trees
from taizhang.kernel.errors import Refused, _


@action
def rename(
    *, organization: Organization, name: str, short_name: str, on: date, because: str, by: Actor
) -> Organization:
    """Give an organisation another name from a day on."""
    names = naming(name, short_name, organization.code)
    columns = {**names.columns(), "because": require_reason(because)}
    return _change(organization, on, columns, _note("orgs.rename", organization, by, name=names.name))


@action
def reclassify(
    *, organization: Organization, kind: Kind, category: Category, on: date, because: str, by: Actor
) -> Organization:
    """Make an organisation one of another kind or category from a day on; those above and below it must allow it."""
    place = placement(organization, on)
    if place.parent_id is not None:
        check_under(kind, placement(place.parent_id, on))
    for below in Placement.objects.between(on, date.max).filter(parent=organization):
        check_under(Kind(below.kind), _as_kind(place, kind))
    _refuse_members(organization, place, kind, on)
    columns = {"kind": kind.value, "category": category.value, "because": require_reason(because)}
    return _change(
        organization, on, columns, _note("orgs.reclassify", organization, by, kind=kind.value, category=category.value)
    )


@action
def move(*, organization: Organization, under: Organization, on: date, because: str, by: Actor) -> Organization:
    """Put an organisation, with everything below it, under another from a day on."""
    require_near(on, by.on)
    because = require_reason(because)
    lock_tree()
    place = changeable(organization, on)
    above = _new_parent(place, under, on)
    rows = list(Placement.objects.on(on).under(place.path).order_by("path"))
    _refuse_later_below(place, on)
    old, new = place.path, trees.child(above.path, organization.label)

    def put(row: Placement) -> None:
        row.path, row.because = trees.moved(row.path, old, new), because
        if row.organization_id == organization.pk:
            row.parent_id = above.organization_id

    change_from(on, rows, put)
    details = {"old": old, "new": new, "under": above.name, "moved": len(rows)}
    note(_note("orgs.move", organization, by, name=place.name, on=on, because=because, **details))
    return organization


def _change(organization: Organization, on: date, columns: dict[str, Any], told: Note) -> Organization:
    """Set columns of an organisation's own row from a day on."""
    require_near(on, told.by.on)
    lock_tree()
    place = changeable(organization, on)
    told.label = place.name
    told.details |= {"on": on, "old": place.name, "because": columns["because"]}

    def edit(row: Placement) -> None:
        for name, value in columns.items():
            setattr(row, name, value)

    change_from(on, [place], edit)
    note(told)
    return organization


def _new_parent(place: Placement, under: Organization, on: date) -> Placement:
    """Where the organisation above stands on the day and for good; refused when it would close a cycle."""
    above = placement(under, on)
    refuse_closed(above, on)
    last = Placement.objects.filter(organization=under, starts_on__gt=on).order_by("-starts_on").first()
    if last is not None:
        refuse_closed(last, on)
        if last.path != above.path:
            raise later_change(above.name, last.starts_on)
    if trees.under(above.path, place.path):
        raise Refused(
            _("{name} cannot stand under {parent}, which is itself or stands below it."),
            _("Choose an organisation outside its own part of the tree."),
            code="orgs.cycle",
            name=place.name,
            parent=above.name,
        )
    check_under(Kind(place.kind), above)
    return above


def _refuse_later_below(place: Placement, on: date) -> None:
    """Refuse when an organisation below already changes later: its later rows would keep the old path."""
    later = Placement.objects.under(place.path).filter(starts_on__gt=on).order_by("starts_on").first()
    if later is not None:
        raise later_change(later.name, later.starts_on)


def _refuse_members(organization: Organization, place: Placement, kind: Kind, on: date) -> None:
    """Refuse to make a kind without members of an organisation that has some."""
    count = organization.memberships.between(on, date.max).count()
    if count and not FORMS[kind].members:
        raise Refused(
            _("{name} has {count} members, but people do not belong directly to this kind: {kind}."),
            _("Transfer the members first."),
            code="orgs.kind-members",
            name=place.name,
            count=count,
            kind=str(kind.label),
        )


def _as_kind(place: Placement, kind: Kind) -> Placement:
    return Placement(name=place.name, kind=kind.value)


def _note(verb: str, organization: Organization, by: Actor, *, name: str = "", **details: Any) -> Note:
    if name:
        details["name"] = name
    return Note(verb=verb, subject=organization, by=by, organization_id=organization.pk, label=name, details=details)
