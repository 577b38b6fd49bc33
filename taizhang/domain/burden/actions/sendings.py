"""Sending a form for a period: its cost is reckoned first, and the cap holds."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from taizhang.domain.access.policy import holders_below
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.burden.audience import audience, require_issuer
from taizhang.domain.burden.cost import Cost, cost
from taizhang.domain.burden.following import hold
from taizhang.domain.burden.models import Answer, CollectionForm, Sending
from taizhang.domain.burden.models.form import Frequency, Stage
from taizhang.domain.notices.about import About
from taizhang.domain.notices.actions import tell
from taizhang.domain.notices.kinds import Kind as Told
from taizhang.domain.orgs.kinds import Kind
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7


@action
def send(*, form: CollectionForm, due_on: date, basis: str = "", by: Actor) -> Sending:
    """Ask the organisations of a form's audience for the period of today; once a period.

    Over the cap it is refused, unless the district office names the document on which it must be sent all the same.
    """
    hold()
    rows = CollectionForm.objects.select_related("organization").select_for_update(of=("self",))
    form = rows.get(pk=form.pk)
    owner = require_issuer(form.organization, by.on)
    _refuse_stage(form, due_on, by)
    period = str(form.period(by.on))
    _refuse_again(form, period)
    reckoned = cost(form, by.on)
    _refuse_nobody(reckoned)
    if reckoned.over:
        _refuse_over(reckoned, owner, basis, by.on)
    sending = Sending(
        form=form,
        period=period,
        due_on=due_on,
        organizations=reckoned.organizations,
        seconds_each=reckoned.seconds_each,
        over_cap=len(reckoned.over),
        basis=basis.strip()[:300],
        sent_by_name=by.name,
        sent_at=by.at,
    )
    sending.save(force_insert=True)
    asked = list(audience(form, by.on).values_list("organization_id", flat=True))
    insert_many(Answer, [Answer(id=uuid7(), sending=sending, organization_id=key) for key in asked])
    details = {"period": period, "organizations": len(asked), "minutes": reckoned.minutes, "over": len(reckoned.over)}
    note(Note("forms.send", sending, by, form.organization_id, label=form.title, details=details))
    _tell(sending, owner, asked, by)
    return sending


def _refuse_stage(form: CollectionForm, due_on: date, by: Actor) -> None:
    if form.stage(by.on) is not Stage.LIVE:
        raise Refused(
            _("Only a registered form that has not expired is sent."),
            _("Register it first, or a new one when it expired."),
            code="burden.not-live",
        )
    if not by.on < due_on <= form.expires_on:
        raise Refused(
            _("It cannot be due on {day}: that must lie after today and not after {last}, when the form expires."),
            _("Choose another day."),
            code="burden.due",
            day=due_on,
            last=form.expires_on,
        )


def _refuse_again(form: CollectionForm, period: str) -> None:
    """The same material is asked for once at most."""
    sendings = Sending.objects.filter(form=form)
    sent = (sendings if form.frequency == Frequency.ONCE else sendings.filter(period=period)).first()
    if sent is not None:
        raise Refused(
            _("The form was sent for {period} already, until {day}; the same is asked once at most."),
            _("Read the answers that came, or wait for the next period."),
            code="burden.sent",
            period=period,
            day=sent.due_on,
        )


def _refuse_nobody(reckoned: Cost) -> None:
    if not reckoned.organizations:
        raise Refused(
            _("Nobody below is of the kinds and categories that this form asks."),
            _("Withdraw it and design one for those who are there."),
            code="burden.nobody",
        )


def _refuse_over(reckoned: Cost, owner: Placement, basis: str, on: date) -> None:
    """Refuse what brings somebody over the cap, naming what else is being asked just now."""
    most = reckoned.over[0]
    if not basis.strip():
        raise Refused(
            _("{count} of {all} organisations would have more than the minutes a month of their level; "
              "{name} would have {most}, {cap} are allowed."),
            _("Withdraw or merge one of these: {forms}. Or ask fewer fields or fewer organisations. "
              "The district office may name a document on which it must be sent all the same."),
            code="burden.over-cap",
            count=len(reckoned.over),
            all=reckoned.organizations,
            name=most.name,
            most=most.minutes,
            cap=most.cap,
            forms=_waiting([one.organization_id for one in reckoned.over], on) or "—",
        )  # fmt: skip
    if owner.kind != Kind.DISTRICT:
        raise Refused(
            _("Only the district office may send a form over the cap."),
            _("Ask it, or make the form shorter."),
            code="burden.over-cap-below",
        )


def _waiting(organizations: Sequence[UUID], on: date) -> list[str]:
    """The titles of the forms that those over the cap still have before them."""
    rows = Answer.objects.waiting(on).filter(organization_id__in=organizations).order_by("sending__form__title")
    return [f"“{title}”" for title in rows.values_list("sending__form__title", flat=True).distinct()[:5]]


def _tell(sending: Sending, owner: Placement, asked: Sequence[UUID], by: Actor) -> None:
    """One line for whoever fills forms in the organisations asked; it waits for the digest of the week."""
    fillers = holders_below(Permission.FORMS_FILL, path=owner.path, on=by.on)
    people = {person for key in asked for person in fillers.get(key, ())}
    values = {"issuer": owner.short_name, "due_on": sending.due_on.isoformat()}
    about = About("sending", sending.pk, sending.form.title)
    tell(people=people, kind=Told.FORM_SENT, about=about, link="/forms/filling/", values=values, by=by)
