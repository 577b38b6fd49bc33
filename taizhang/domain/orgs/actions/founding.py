"""Founding organisations, one or a thousand at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models.functions import Length

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.orgs.actions.describing import set_described
from taizhang.domain.orgs.actions.places import check_under, later_change, lock_tree, refuse_closed
from taizhang.domain.orgs.fields import require_past
from taizhang.domain.orgs.kinds import FORMS, Category, Kind
from taizhang.domain.orgs.labels import label_of, number_of
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.domain.orgs.naming import Naming, naming
from taizhang.kernel import trees
from taizhang.kernel.characters import refuse_full_width
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7


@dataclass(frozen=True, slots=True)
class OrganizationEntry:
    """What is said of an organisation when it is founded.

    The parent is an organisation, or its code (which an earlier entry of the same list may have); None for the top.
    `described` holds contact and unit fields, as `describe` takes them.
    """

    code: str
    name: str
    short_name: str
    kind: Kind
    category: Category
    founded_on: date
    parent: Organization | str | None = None
    because: str = ""
    described: Mapping[str, Any] = field(default_factory=dict)
    id: UUID | None = None


@action
def found(*, entry: OrganizationEntry, by: Actor) -> Organization:
    """Found an organisation; sending the same entry (by its id) twice founds one."""
    return found_many(entries=[entry], by=by)[0]


@action
def found_many(*, entries: Sequence[OrganizationEntry], by: Actor) -> list[Organization]:
    """Found organisations, those above before those below, in a fixed number of queries."""
    lock_tree()
    known = _known(entries)
    fresh = [entry for entry in entries if entry.id not in known]
    _refuse_taken_codes(fresh)
    founding = _Founding(by, _histories(fresh), _next_number())
    made = [founding.row(entry) for entry in fresh]
    insert_many(Organization, [place.organization for place in made])
    insert_many(Placement, made)
    for place in made:
        note(_note(place, by))
    new = {place.organization.code: place.organization for place in made}
    return [known[entry.id] if entry.id in known else new[entry.code] for entry in entries]


@dataclass(slots=True)
class _Founding:
    """The state of founding one list: the histories of those above, and the next free label."""

    by: Actor
    histories: dict[str, list[Placement]]
    number: int

    def row(self, entry: OrganizationEntry) -> Placement:
        """The unsaved first place of a new organisation, with the organisation in it."""
        require_past(entry.founded_on, self.by.on)
        names = naming(entry.name, entry.short_name, entry.code)
        above = self._above(entry)
        organization = Organization(
            id=entry.id or uuid7(),
            code=_code(entry.code),
            label=label_of(self.number),
            founded_on=entry.founded_on,
        )
        set_described(organization, entry.described, self.by)
        self.number += 1
        place = _place(entry, organization, above, names)
        self.histories[entry.code] = [place]
        return place

    def _above(self, entry: OrganizationEntry) -> Placement | None:
        """The place right above, which must stand unmoved from the founding until today."""
        code = _parent_code(entry)
        if not code:
            self._refuse_second_top(entry)
            return None
        history = self.histories.get(code)
        if not history:
            raise Refused(
                _("There is no organisation with the code {organization}, under which {name} should stand."),
                _("Found the organisation above first, or correct the code."),
                code="orgs.unknown-parent",
                name=entry.name,
                organization=code,
            )
        check_under(entry.kind, history[-1])
        _refuse_unsteady(history, entry.founded_on)
        return history[-1]

    def _refuse_second_top(self, entry: OrganizationEntry) -> None:
        if FORMS[entry.kind].under:
            raise Refused(
                _("{name} needs an organisation above it."),
                _("Name one of these kinds: {possible}."),
                code="orgs.no-parent",
                name=entry.name,
                possible=[str(each.label) for each in FORMS[entry.kind].under],
            )
        tops = Placement.objects.filter(parent__isnull=True, ends_on__isnull=True)
        if any(each[0].parent_id is None for each in self.histories.values()) or tops.exists():
            raise Refused(
                _("There is already an organisation at the top of this district."),
                _("Found {name} under it, or use a district of its own."),
                code="orgs.second-top",
                name=entry.name,
            )


def _place(entry: OrganizationEntry, organization: Organization, above: Placement | None, names: Naming) -> Placement:
    return Placement(
        id=uuid7(),
        organization=organization,
        parent_id=above.organization_id if above else None,
        path=trees.child(above.path if above else trees.ROOT, organization.label),
        kind=Kind(entry.kind).value,
        category=Category(entry.category).value,
        starts_on=entry.founded_on,
        because=entry.because,
        **names.columns(),
    )


def _known(entries: Sequence[OrganizationEntry]) -> dict[UUID | None, Organization]:
    """Organisations that were founded by an earlier sending of the same entries."""
    return {**Organization.objects.in_bulk([entry.id for entry in entries if entry.id is not None])}


def _refuse_taken_codes(entries: Sequence[OrganizationEntry]) -> None:
    codes = [entry.code for entry in entries]
    twice = {code for code in codes if codes.count(code) > 1} if len(set(codes)) < len(codes) else set()
    taken = Organization.objects.filter(code__in=codes).values_list("code", flat=True)
    for code in [*sorted(twice), *taken[:1]]:
        raise Refused(
            _("The code {organization} already belongs to an organisation."),
            _("Use another code, or change the existing organisation."),
            code="orgs.code-taken",
            organization=code,
        )


def _histories(entries: Sequence[OrganizationEntry]) -> dict[str, list[Placement]]:
    """Every row of the organisations above, by code and in order."""
    codes = {_parent_code(entry) for entry in entries}
    histories: dict[str, list[Placement]] = {}
    rows = Placement.objects.filter(organization__code__in=codes).select_related("organization").order_by("starts_on")
    for row in rows:
        histories.setdefault(row.organization.code, []).append(row)
    return histories


def _parent_code(entry: OrganizationEntry) -> str:
    return entry.parent.code if isinstance(entry.parent, Organization) else entry.parent or ""


def _refuse_unsteady(history: Sequence[Placement], since: date) -> None:
    """Refuse a parent that was founded later, is closed, or moved after the day."""
    first, last = history[0], history[-1]
    refuse_closed(last, since)
    if first.starts_on > since:
        raise Refused(
            _("{name} was itself founded on {founded}, after {day}."),
            _("Choose a day from its founding on."),
            code="orgs.parent-younger",
            name=first.name,
            founded=first.starts_on,
            day=since,
        )
    standing = [row for row in history if row.ends_on is None or row.ends_on >= since]
    moves = [after for before, after in pairwise(standing) if before.path != after.path]
    if moves:
        raise later_change(last.name, moves[-1].starts_on)


def _next_number() -> int:
    """One more than the largest label's number; labels are never used again."""
    labels = Organization.objects.order_by(Length("label").desc(), "-label").values_list("label", flat=True)
    return number_of(labels[0]) + 1 if labels[:1] else 1


def _code(code: str) -> str:
    refuse_full_width(code)
    if not code or code != code.strip() or "/" in code:
        raise Refused(
            _("“{organization}” cannot be the code of an organisation."),
            _("Use letters and digits without spaces and slashes."),
            code="orgs.code",
            organization=code,
        )
    return code


def _note(place: Placement, by: Actor) -> Note:
    details = {"code": place.organization.code, "name": place.name, "path": place.path, "on": place.starts_on}
    return Note(
        verb="orgs.found",
        subject=place.organization,
        by=by,
        organization_id=place.organization_id,
        label=place.name,
        details=details,
    )
