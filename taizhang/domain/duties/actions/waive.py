"""Waiving a duty, and taking the waiver back."""

from django.utils import timezone

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.locks import Lock, wait_for
from taizhang.domain.duties.models import Duty, Fulfilment, Waiver
from taizhang.domain.duties.seals import require_unsealed
from taizhang.domain.duties.telling import tell_unwaived, tell_waived
from taizhang.kernel.errors import Refused, _

LONGEST_REASON = 400


@action
def waive(*, duty: Duty, because: str, by: Actor) -> Waiver:
    """Let an organisation off a duty, with a reason; it leaves the denominator. Sending it twice is harmless."""
    because = reason(because)
    _held_open(duty, by)
    if Fulfilment.objects.filter(duty=duty).exists():
        raise met_already()
    waiver = Waiver.objects.filter(duty=duty).first()
    if waiver is not None:
        return _same(waiver, because, by)
    waiver = Waiver.objects.create(duty=duty, because=because, at=by.at, by_person_id=by.person_id, by_name=by.name)
    tell_waived([duty], because, by)
    note(trace("duties.waive", duty, because, by))
    return waiver


@action
def unwaive(*, duty: Duty, because: str, by: Actor) -> Duty:
    """Take a waiver back, with a reason; the duty is owed again. The row stays, for the days it stood on."""
    because = reason(because)
    _held_open(duty, by)
    waiver = Waiver.objects.filter(duty=duty).first()
    if waiver is None:
        raise Refused(_("This duty is not waived."), _("Open the list again; it may be old."), code="duties.not-waived")
    Waiver.objects.filter(pk=waiver.pk).take_back(by)
    tell_unwaived([duty], because, by)
    note(trace("duties.unwaive", duty, because, by, waiver=waiver.because))
    return duty


def reason(because: str) -> str:
    """The reason without blanks at its ends; refused when it is missing or too long to keep."""
    because = because.strip()
    if not because:
        raise Refused(_("A waiver needs a reason."), _("Say in one sentence why."), code="duties.reason")
    if len(because) > LONGEST_REASON:
        raise Refused(
            _("A reason has at most {limit} characters; this one has {length}."),
            _("Shorten it."),
            code="duties.reason-length",
            limit=LONGEST_REASON,
            length=len(because),
        )
    return because


def _held_open(duty: Duty, by: Actor) -> None:
    """Lock the duty; refused when its books are closed or locked results rest on it: the past is not judged again."""
    wait_for(Lock.SEALS, shared=True)
    Duty.objects.select_for_update(of=("self",), no_key=True).get(pk=duty.pk)
    if duty.closes_on < by.on:
        raise closed(duty)
    require_unsealed([duty])


def closed(duty: Duty) -> Refused:
    """The books of a duty are closed."""
    return Refused(
        _("The books of this duty were closed on {day}."),
        _("What is closed stays as it was judged."),
        code="duties.closed",
        day=duty.closes_on,
    )


def met_already() -> Refused:
    """A duty is met: there is nothing to be let off."""
    return Refused(
        _("A duty that is met cannot be waived."),
        _("Undo the approval that met it first, if that was wrong."),
        code="duties.met",
    )


def waived_already(waiver: Waiver) -> Refused:
    """A duty is waived already, by whom and when."""
    return Refused(
        _("This duty was already waived by {name} at {at}."),
        _("Take that waiver back first to give another reason."),
        code="duties.waived",
        name=waiver.by_name,
        at=timezone.localtime(waiver.at).strftime("%Y-%m-%d %H:%M"),
    )


def _same(waiver: Waiver, because: str, by: Actor) -> Waiver:
    """The waiver itself when the same person said the same before; else refused with who waived it and when."""
    if waiver.because == because and waiver.by_person_id == by.person_id:
        return waiver
    raise waived_already(waiver)


def trace(verb: str, duty: Duty, because: str, by: Actor, **more: str) -> Note:
    """What the audit trail keeps of a waiver given or taken back."""
    return Note(
        verb=verb,
        subject=duty,
        by=by,
        organization_id=duty.organization_id,
        details={"institution": duty.institution, "occurrence": duty.occurrence, "because": because, **more},
    )
