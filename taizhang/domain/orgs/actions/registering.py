"""Entering people in the register, one or twenty thousand at a time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, models

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many, uuids
from taizhang.domain.orgs.actions.entries import PersonEntry, person_of
from taizhang.domain.orgs.fields import require_past
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Membership, Organization, Person, Placement
from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.names import not_standing
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7

# Twenty thousand identifiers go over as one text.
_SENT = "SELECT * FROM orgs_person WHERE id = ANY(%s::uuid[])"
_KNOWN = "SELECT * FROM orgs_person WHERE id_index = ANY(%s::text[]) FOR UPDATE"


@action
def register(*, entry: PersonEntry, by: Actor, allow_fictional: bool = False) -> Person:
    """Enter a person in the register as a member of an organisation; sending an entry (by its id) twice enters one.

    A person who is in the register and belongs nowhere belongs to the organisation again.
    """
    people = _register([entry], by, allow_fictional)
    if people.made or people.joined:
        place = entry.organization.pk if entry.organization else None
        note(Note(verb="people.register", subject=people.rows[0], by=by, organization_id=place))
    return people.rows[0]


@action
def register_many(*, entries: Sequence[PersonEntry], by: Actor, allow_fictional: bool = False) -> list[Person]:
    """Enter people in a fixed number of queries; one audit entry holds their number and a hash over their ids."""
    people = _register(entries, by, allow_fictional)
    if people.made or people.joined:
        details = {"people": len(people.made), "memberships": len(people.joined), **digest_of(people.made)}
        note(Note("people.register-many", None, by, details=details, subjects=_named(people)))
    return people.rows


def _named(people: "_Registered") -> list[UUID]:
    """In whose history an entry of many is told: the people, and those organisations that they joined."""
    keys = dict.fromkeys([*(person.pk for person in people.made), *(row.person_id for row in people.joined)])
    return [*keys, *dict.fromkeys(row.organization_id for row in people.joined)]


def digest_of(rows: Iterable[models.Model]) -> dict[str, str]:
    """A hash over the ids of rows in their order: it proves later which rows an act was about."""
    return {"ids_sha256": sha256("\n".join(str(row.pk) for row in rows).encode()).hexdigest()}


@dataclass(frozen=True, slots=True)
class _Registered:
    """The people of the entries in their order, and which rows are new."""

    rows: list[Person]
    made: list[Person]
    joined: list[Membership]


def _register(entries: Sequence[PersonEntry], by: Actor, allow_fictional: bool) -> _Registered:
    today = by.on
    sent = Person.objects.raw(_SENT, [uuids(entry.id for entry in entries if entry.id is not None)])
    sent_before: dict[UUID | None, Person] = {person.pk: person for person in sent}
    fresh = [entry for entry in entries if entry.id not in sent_before]
    _check_organizations(fresh, today)
    asked = [person_of(entry, today, allow_fictional=allow_fictional) for entry in fresh]
    _refuse_twice(asked)
    known = {person.id_index: person for person in _known(asked)}
    people = [known.get(person.id_index, person) if person.id_index else person for person in asked]
    pairs = list(zip(fresh, people, strict=True))
    _refuse_members({person.pk: (person, e.starts_on or today) for e, person in pairs if not person._state.adding})
    made = [person for person in people if person._state.adding]
    joined = [_membership(e, person, today) for e, person in pairs if e.organization]
    _insert(made)
    insert_many(Membership, joined)
    new = iter(people)
    return _Registered([sent_before.get(entry.id) or next(new) for entry in entries], made, joined)


def _membership(entry: PersonEntry, person: Person, today: date) -> Membership:
    return Membership(
        id=uuid7(),
        person=person,
        organization=entry.organization,
        standing=Standing(entry.standing).value,
        group=entry.group,
        starts_on=entry.starts_on or today,
    )


def _check_organizations(entries: Sequence[PersonEntry], today: date) -> None:
    """Refuse members of organisations that take none, or that did not exist on the day, or no longer do."""
    organizations = {entry.organization.pk: entry.organization for entry in entries if entry.organization}
    places: dict[UUID, list[Placement]] = {}
    for place in Placement.objects.filter(organization__in=organizations).order_by("starts_on"):
        places.setdefault(place.organization_id, []).append(place)
    for entry in entries:
        require_past(entry.starts_on, today)
        if entry.organization:
            check_takes_members(entry.organization, places.get(entry.organization.pk, []), entry.starts_on or today)


def check_takes_members(organization: Organization, places: Sequence[Placement], on: date) -> None:
    """Refuse to let people belong to an organisation from a day on; its places are given in order."""
    if not places or on < places[0].starts_on or places[-1].ends_on is not None:
        raise not_standing(organization, on)
    if not FORMS[Kind(places[-1].kind)].members:
        raise Refused(
            _("People do not belong directly to {name}."),
            _("Choose a branch below it."),
            code="orgs.takes-no-members",
            name=places[-1].name,
        )


def _refuse_twice(people: Sequence[Person]) -> None:
    """Refuse two entries with one identity number."""
    counts = Counter(person.id_index for person in people if person.id_index)
    for person in people:
        if person.id_index and counts[person.id_index] > 1:
            raise Refused(
                _("The identity number {masked} of {name} stands in this list twice."),
                _("Remove or correct one of the two."),
                code="orgs.id-twice",
                masked=person.id_masked,
                name=person.name,
            )


def _known(people: Sequence[Person]) -> list[Person]:
    """People of the register with the same identity numbers, locked."""
    indexes = ",".join([person.id_index for person in people if person.id_index])  # hexadecimal digits
    return list(Person.objects.raw(_KNOWN, [f"{{{indexes}}}"]))


def _refuse_members(known: Mapping[UUID, tuple[Person, date]]) -> None:
    """Refuse people who already belong to an organisation on or after the day they should join one."""
    for membership in Membership.objects.filter(person_id__in=known):
        person, day = known[membership.person_id]
        if membership.ends_on is None or membership.ends_on >= day:
            raise _taken(person)


def _taken(person: Person) -> Refused:
    """The refusal of a person who belongs somewhere; it does not say where, for that is not the asker's business."""
    return Refused(
        _("The person with the identity number {masked} already belongs to an organisation."),
        _("Ask for a transfer of membership instead; nobody belongs to two."),
        code="orgs.id-taken",
        masked=person.id_masked,
    )


def _insert(people: Sequence[Person]) -> None:
    """Add people; somebody else may have entered the same person a moment ago."""
    try:
        insert_many(Person, people)
    except IntegrityError as error:
        same = next((person for person in people if person.id_index and person.id_index in str(error)), None)
        raise (_taken(same) if same else error) from None
