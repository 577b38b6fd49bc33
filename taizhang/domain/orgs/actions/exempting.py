"""Exemptions from attending: a flag and an approver, never a diagnosis (education rules, article 23)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.orgs.fields import ONE_DAY, require_foreseeable, require_near
from taizhang.domain.orgs.models import Exemption, Person
from taizhang.domain.orgs.models.membership import Ground
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7


@action
def exempt(*, person: Person, ground: Ground, starts_on: date, ends_on: date | None, by: Actor) -> Exemption:
    """Exempt a person from attending, from a day to a day or until further notice; the actor is the approver."""
    return exempt_many(people=[person], ground=ground, starts_on=starts_on, ends_on=ends_on, by=by)[0]


@action
def exempt_many(
    *, people: Sequence[Person], ground: Ground, starts_on: date, ends_on: date | None = None, by: Actor
) -> list[Exemption]:
    """Exempt people on the same ground for the same days, in a fixed number of queries; one audit entry each."""
    require_near(starts_on, by.on)
    if ends_on is not None and ends_on < starts_on:
        raise Refused(
            _("An exemption cannot end on {last}, before it begins on {first}."),
            _("Exchange the two days or correct one of them."),
            code="orgs.exemption-backward",
            first=starts_on,
            last=ends_on,
        )
    require_foreseeable(ends_on, by.on)
    keys = sorted(person.pk for person in people)
    list(Person.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    _refuse_exempt(keys, starts_on, ends_on)
    made = [_exemption(person, Ground(ground), starts_on, ends_on, by) for person in people]
    insert_many(Exemption, made)
    details = {"ground": Ground(ground).value, "starts_on": starts_on, "ends_on": ends_on}
    for exemption in made:
        note(Note(verb="people.exempt", subject=exemption.person, by=by, details=details))
    return made


def _refuse_exempt(people: Sequence[UUID], starts_on: date, ends_on: date | None) -> None:
    held = Exemption.objects.between(starts_on, ends_on or date.max).filter(person__in=people).select_related("person")
    if first := held.first():
        raise Refused(
            _("{name} is already exempt on some of these days."),
            _("Lift the other exemption first, or choose other days."),
            code="orgs.exempt-already",
            name=first.person.name,
        )


def _exemption(person: Person, ground: Ground, starts_on: date, ends_on: date | None, by: Actor) -> Exemption:
    return Exemption(
        id=uuid7(),
        person=person,
        ground=ground.value,
        starts_on=starts_on,
        ends_on=ends_on,
        approved_by_id=by.person_id,
        approved_by_name=by.name,
        approved_at=by.at,
    )


@action
def lift_exemption(*, exemption: Exemption, on: date, by: Actor) -> Exemption:
    """Let an exemption hold no longer from a day on; one that would only begin then falls away."""
    require_near(on, by.on)
    exemption = Exemption.objects.select_for_update().select_related("person").get(pk=exemption.pk)
    if exemption.ends_on is not None and exemption.ends_on < on:
        raise Refused(_("This exemption already ended on {last}."), code="orgs.exemption-ended", last=exemption.ends_on)
    note(Note(verb="people.lift-exemption", subject=exemption.person, by=by, details={"on": on}))
    if exemption.starts_on >= on:
        Exemption.objects.filter(pk=exemption.pk).delete()
    else:
        exemption.ends_on = on - ONE_DAY
        exemption.save(update_fields=["ends_on"])
    return exemption
