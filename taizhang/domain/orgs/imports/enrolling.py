"""Writing what a roster adds: people and memberships through COPY, protected items sealed on the way."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from taizhang.domain.audit.bulk import copy_in
from taizhang.domain.orgs.imports.people import Change, Newcomer, whereabouts
from taizhang.domain.orgs.imports.rows import Row
from taizhang.domain.orgs.models import Membership, Person
from taizhang.domain.orgs.models.person import Registration, Sex
from taizhang.domain.orgs.secrets import blind_index, seal
from taizhang.domain.orgs.spelling import search_text, sort_key
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.identity import mask_phone
from taizhang.kernel.ids import uuid7

PERSON = (
    *("id", "name", "sort_key", "search", "id_number", "id_index", "id_masked", "phone", "phone_index"),
    *("phone_masked", "sex", "ethnicity", "born_on", "education", "job", "address", "joined_on", "confirmed_on"),
    *("registration", "lost_contact_on", "floating_since", "floating_to"),
)
MEMBERSHIP = ("id", "person_id", "organization_id", "standing", "starts_on", "because")
LONGEST_SEARCH = 240

Step = Callable[[], None]


def enrol(newcomers: Sequence[Newcomer], today: date, step: Step) -> list[UUID]:
    """Enter people and their memberships; answers the identifiers of the people. `step` is called for each."""
    keys = [uuid7() for _each in newcomers]
    try:
        copy_in(Person, PERSON, _people(newcomers, keys, today, step))
    except IntegrityError as error:
        raise Refused(
            _("Somebody has entered one of these people in the meantime."),
            _("Offer the file again: the preview will show what is left to add."),
            code="imports.overtaken",
        ) from error
    copy_in(Membership, MEMBERSHIP, _memberships(newcomers, keys, today))
    return keys


def rejoin(changes: Sequence[Change], today: date) -> None:
    """Let people who belonged nowhere belong to a branch again."""
    rows = ([uuid7(), each.person_id, *_membership(each.row, each.branch, today)] for each in changes)
    copy_in(Membership, MEMBERSHIP, rows)


def named(name: str) -> dict[str, str]:
    """A name with what it is found and sorted by."""
    return {"name": name, "search": search_text(name, surname=True)[:LONGEST_SEARCH], "sort_key": sort_key(name)}


def reached(phone: str) -> dict[str, str]:
    """A telephone number as the register keeps it."""
    index = blind_index(phone) if phone else ""
    return {"phone": seal(phone), "phone_index": index, "phone_masked": mask_phone(phone)}


def _people(newcomers: Sequence[Newcomer], keys: Sequence[UUID], today: date, step: Step) -> Iterator[list[Any]]:
    for newcomer, key in zip(newcomers, keys, strict=True):
        columns = {"id": key, **_columns(newcomer.row, today)}
        yield [columns[name] for name in PERSON]
        step()


def _columns(row: Row, today: date) -> dict[str, Any]:
    said, number = row.said, row.said["id_number"]
    return {
        **named(said["name"]),
        **reached(row.phone),
        **whereabouts(said, today),
        "id_number": seal(number.number),
        "id_index": row.index,
        "id_masked": number.masked,
        "sex": Sex(int(number.sex)).value,
        "born_on": number.born_on,
        "ethnicity": said.get("ethnicity", ""),
        "education": said.get("education", ""),
        "job": said.get("job", ""),
        "address": seal(said.get("address", "")),
        "joined_on": said.get("joined_on"),
        "confirmed_on": said.get("confirmed_on"),
        "registration": Registration(said.get("registration", Registration.NORMAL)).value,
    }


def _memberships(newcomers: Sequence[Newcomer], keys: Sequence[UUID], today: date) -> Iterator[list[Any]]:
    for newcomer, key in zip(newcomers, keys, strict=True):
        yield [uuid7(), key, *_membership(newcomer.row, newcomer.branch, today)]


def _membership(row: Row, branch: UUID, today: date) -> tuple[Any, ...]:
    standing = row.standing
    return branch, standing.value if standing else "", row.said.get("starts_on", today), ""
