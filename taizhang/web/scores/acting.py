"""What the pages of scores do: the actions of the assessments room, called with what a form said."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from taizhang.domain.assessments.actions import closing, deviating, marks, objecting, using
from taizhang.domain.assessments.actions.publishing import lock, publish, second_preview
from taizhang.domain.assessments.models import Assessment, Deviation, Mark, Objection, Override, Purpose, Result, Use
from taizhang.domain.assessments.schemes import overlays
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Period

__all__ = [
    "answer_objection",
    "close",
    "confirm",
    "enter_use",
    "give_marks",
    "lock",
    "propose",
    "publish",
    "raise_objection",
    "reject",
    "second_preview",
    "take_back_marks",
    "take_back_use",
    "withdraw_objection",
]


def give_marks(pairs: Sequence[tuple[Organization, int]], said: Mapping[str, Any], by: Actor) -> list[Mark]:
    """Give marks of one measure for one period, out of the same whole and for one reason."""
    period = Period.parse(said["period"])
    entries = [
        marks.MarkEntry(organization, period, said["measure"], number, said["denominator"], said["because"])
        for organization, number in pairs
    ]
    return marks.give_marks(entries=entries, by=by)


def take_back_marks(given: Sequence[Mark], because: str, by: Actor) -> None:
    """Take marks back for one reason."""
    marks.take_back_marks(marks=given, because=because, by=by)


def raise_objection(assessment: Assessment, of: Organization, said: Mapping[str, Any], by: Actor) -> Objection:
    """Object to a preview; a form sent twice is one objection."""
    entry = objecting.ObjectionEntry(of, said["text"], said["node"], said["id"])
    return objecting.raise_objection(assessment=assessment, entry=entry, by=by)


def withdraw_objection(objection: Objection, by: Actor) -> None:
    """Take an objection back."""
    objecting.withdraw(objection=objection, by=by)


def answer_objection(objection: Objection, upheld: bool, words: str, by: Actor) -> None:
    """Answer an objection."""
    objecting.answer(objection=objection, upheld=upheld, answer=words, by=by)


def enter_use(result: Result, said: tuple[str, str, date, UUID], by: Actor) -> Use:
    """Enter what a result was used for: the purpose, what was decided, the day, the identifier of the form."""
    purpose, what, on, key = said
    if purpose not in Purpose.values:
        raise Refused(_("A use has a purpose."), _("Choose one of the list."), code="scores.use.purpose")
    return using.enter_use(entry=using.UseEntry(result, Purpose(purpose), what, on, key), by=by)


def take_back_use(use: Use, by: Actor) -> None:
    """Take an entry of use back."""
    using.take_back_use(use=use, by=by)


def close(office: Organization, period: Period, code: str, seen: str, by: Actor) -> Assessment:
    """Compute a period of everything below an office, by the main scheme of that time or the overlay of a code.

    Exactly the numbers that were seen are closed.
    """
    if not seen:
        raise Refused(
            _("A period is closed by who has looked at its numbers."),
            _("They stand below; look at them, then close it."),
            code="scores.close.unseen",
        )
    version = next((each for each in overlays(period.kind, period.first) if each.code == code), None)
    if code and version is None:
        raise Refused(
            _("There is no overlay “{name}” that judges {period}."),
            _("Choose a scheme of the list."),
            code="scores.close.scheme",
            name=code[:60],
            period=str(period),
        )
    return closing.close(office=office, period=period, scheme=version, seen=seen, by=by)


def propose(assessment: Assessment, said: Mapping[str, Any], by: Actor) -> Override:
    """Propose a decision against the rule."""
    if said["kind"] not in Deviation.values:
        raise Refused(_("It is not said what is decided."), _("Choose it from the list."), code="scores.deviation.kind")
    more = {name: said[name] for name in ("because", "organization", "units", "grade")}
    entry = deviating.DeviationEntry(kind=Deviation(said["kind"]), **more)
    return deviating.propose(assessment=assessment, entry=entry, by=by)


def confirm(override: Override, by: Actor) -> None:
    """Confirm what another proposed."""
    deviating.confirm(override=override, by=by)


def reject(override: Override, by: Actor) -> None:
    """Reject what another proposed, or take one's own proposal back."""
    deviating.reject(override=override, by=by)
