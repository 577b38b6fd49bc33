"""Exemptions from attending: a flag and an approver, never a diagnosis (education rules, article 23)."""

from datetime import date

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.fields import ONE_DAY, require_near
from taizhang.domain.orgs.models import Exemption, Person
from taizhang.domain.orgs.models.membership import Ground
from taizhang.kernel.errors import Refused, _


@action
def exempt(*, person: Person, ground: Ground, starts_on: date, ends_on: date | None, by: Actor) -> Exemption:
    """Exempt a person from attending, from a day to a day or until further notice; the actor is the approver."""
    require_near(starts_on, by.on)
    if ends_on is not None and ends_on < starts_on:
        raise Refused(
            _("An exemption cannot end on {last}, before it begins on {first}."),
            _("Exchange the two days or correct one of them."),
            code="orgs.exemption-backward",
            first=starts_on,
            last=ends_on,
        )
    Person.objects.select_for_update().get(pk=person.pk)
    if Exemption.objects.between(starts_on, ends_on or date.max).filter(person=person).exists():
        raise Refused(
            _("{name} is already exempt on some of these days."),
            _("Lift the other exemption first, or choose other days."),
            code="orgs.exempt-already",
            name=person.name,
        )
    exemption = Exemption.objects.create(
        person=person,
        ground=Ground(ground).value,
        starts_on=starts_on,
        ends_on=ends_on,
        approved_by_id=by.person_id,
        approved_by_name=by.name,
        approved_at=by.at,
    )
    details = {"ground": exemption.ground, "starts_on": starts_on, "ends_on": ends_on}
    note(Note(verb="people.exempt", subject=person, by=by, details=details))
    return exemption


@action
def lift_exemption(*, exemption: Exemption, on: date, by: Actor) -> Exemption:
    """Let an exemption hold no longer from a day on; one that would only begin then falls away."""
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
