"""Corrections of a person's items, and the logged act of reading a protected one."""

from collections.abc import Mapping
from typing import Any, Literal

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs import secrets
from taizhang.domain.orgs.actions.entries import DATES, TEXTS, check_person
from taizhang.domain.orgs.fields import require_reason, set_fields
from taizhang.domain.orgs.identities import set_address, set_id_number, set_phone
from taizhang.domain.orgs.models import Membership, Person
from taizhang.domain.orgs.words import field_word
from taizhang.kernel.errors import Refused, _

PLAIN = (*TEXTS, *DATES, "sex", "registration")
KEPT = ("name", "joined_on", "confirmed_on", "registration", "lost_contact_on", "floating_since")
PROTECTED = ("id_number", "phone", "address")

What = Literal["id_number", "phone", "address"]


@action
def amend(
    *, person: Person, changes: Mapping[str, Any], because: str, by: Actor, allow_fictional: bool = False
) -> Person:
    """Correct items of a person; the audit entry names the items, and keeps what those of Party life said before.

    Of private items (birthday, education, occupation, numbers) no value enters a trail that is kept for good.
    """
    because = require_reason(because)
    person = Person.objects.select_for_update().get(pk=person.pk)
    before = _kept(person)
    changed = set_fields(person, {k: v for k, v in changes.items() if k not in PROTECTED}, PLAIN)
    changed += _set_protected(person, changes, by, allow_fictional)
    if changed:
        check_person(person, by.on)
        person.save()
        details = {"changed": sorted(changed), "because": because, **_differences(before, _kept(person))}
        note(Note(verb="people.amend", subject=person, by=by, organization_id=_where(person, by), details=details))
    return person


@action
def reveal(*, person: Person, what: What, because: str, by: Actor) -> str:
    """The protected item of a person in clear; who read which item, and why, is kept."""
    because = require_reason(because)
    if what not in PROTECTED:
        raise Refused(_("There is no protected item “{what}”."), code="orgs.no-secret", what=field_word(what))
    details = {"what": what, "because": because}
    note(Note(verb="people.reveal", subject=person, by=by, organization_id=_where(person, by), details=details))
    return secrets.reveal(getattr(person, what))


def _set_protected(person: Person, changes: Mapping[str, Any], by: Actor, allow_fictional: bool) -> list[str]:
    """Seal new protected values; names those given."""
    if "id_number" in changes:
        set_id_number(person, changes["id_number"], on=by.on, allow_fictional=allow_fictional)
        _refuse_taken(person)
    if "phone" in changes:
        set_phone(person, changes["phone"], allow_fictional=allow_fictional)
    if "address" in changes:
        set_address(person, changes["address"])
    return [name for name in PROTECTED if name in changes]


def _refuse_taken(person: Person) -> None:
    """Refuse the identity number of another person of the register, without saying whose it is."""
    if person.id_index and Person.objects.filter(id_index=person.id_index).exclude(pk=person.pk).exists():
        raise Refused(
            _("The identity number {masked} is already that of another person of the register."),
            _("Compare it with the identity card."),
            code="orgs.id-of-another",
            masked=person.id_masked,
        )


def _kept(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in KEPT}


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What the kept items said before and say now."""
    differing = [name for name in KEPT if before[name] != after[name]]
    return {side: {name: row[name] for name in differing} for side, row in (("before", before), ("after", after))}


def _where(person: Person, by: Actor) -> Any:
    """The organisation the person belongs to on the day of the act, or None."""
    return Membership.objects.on(by.on).filter(person=person).values_list("organization_id", flat=True).first()
