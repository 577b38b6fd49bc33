"""What an office does with a case: answer, forward, close, and take a slip back."""

from datetime import timedelta
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases import routing
from taizhang.domain.cases.models import Case, CaseStep
from taizhang.domain.cases.moves import CaseMove
from taizhang.domain.cases.standing import locked, moment, refuse_ended
from taizhang.domain.cases.telling import tell_filer, tell_office
from taizhang.domain.cases.terms import CaseKind
from taizhang.domain.cases.wording import worded
from taizhang.kernel.errors import Refused, _

SLIP = timedelta(hours=24)  # within which an answer can be taken back


@action
def answer(*, case: Case, words: str, by: Actor) -> Case:
    """Answer a case; whoever filed it reads the words and who wrote them."""
    case = locked(case)
    _refuse_own(case, by)
    return _end(case, CaseMove.ANSWERED, worded(words, _("Answer")), by)


@action
def close(*, case: Case, because: str, by: Actor) -> Case:
    """Close a case without more, with the reason: sent twice, settled by telephone, no help needed."""
    case = locked(case)
    if case.kind != CaseKind.SUPPORT:
        _refuse_own(case, by)
    return _end(case, CaseMove.CLOSED, worded(because, _("Reason")), by)


@action
def forward(*, case: Case, office: UUID, because: str, by: Actor) -> Case:
    """Hand a case to another office; its last day stays, for whoever wrote is not to wait longer."""
    case = locked(case)
    refuse_ended(case)
    if office == case.office_id or not routing.offices(by.on).filter(organization=office).exists():
        raise Refused(
            _("The case cannot be handed to that organisation."),
            _("Choose another organisation that has an office."),
            code="cases.forward",
        )
    if office == case.organization_id and routing.office_for(office, None, by.on) != office:
        raise Refused(
            _("A case about an office is not answered by that office."),
            _("Answer it here, or hand it to the office above."),
            code="cases.about-itself",
        )
    words, before = worded(because, _("Reason")), case.office_id
    case.office_id = office
    case.contact_id = routing.contact_of(office, by.on) if case.kind == CaseKind.SUPPORT else None
    case.save(update_fields=["office", "contact"])
    _step(case, CaseMove.FORWARDED, words, by, office_id=office, came_from_id=before)
    note(Note("cases.forward", case, by, office, case.number))
    tell_office(case, by)
    return case


@action
def take_back(*, case: Case, by: Actor) -> Case:
    """Take back an answer or an end that was a slip: by whoever gave it, within a day, before it was rated."""
    case = locked(case)
    last: CaseStep | None = case.steps.order_by("-at", "-id").first()
    if (
        last is None
        or not last.ends
        or last.by_person_id != by.person_id
        or case.satisfied is not None
        or by.at - last.at > SLIP
    ):
        raise Refused(
            _("An answer is taken back only by whoever gave it, within a day and before it was rated."),
            _("Write a further answer when the case is opened again."),
            code="cases.take-back",
        )
    _step(case, CaseMove.TAKEN_BACK, "", by)
    note(Note("cases.take-back", case, by, case.office_id, case.number))
    return case


def _end(case: Case, move: CaseMove, words: str, by: Actor) -> Case:
    refuse_ended(case)
    _step(case, move, words, by)
    verb = "cases.answer" if move is CaseMove.ANSWERED else "cases.close"
    note(Note(verb, case, by, case.office_id, case.number, {"in_time": by.on <= case.due_on}))
    tell_filer(case, by)
    return case


def _step(case: Case, move: CaseMove, words: str, by: Actor, **offices: UUID) -> None:
    CaseStep.objects.create(
        case=case,
        move=move,
        words=words,
        **offices,
        by_person_id=by.person_id,
        by_name=by.name,
        at=moment(case, by),
    )


def _refuse_own(case: Case, by: Actor) -> None:
    if case.person_id is not None and case.person_id == by.person_id:
        raise Refused(_("Nobody answers his own case."), _("A colleague of the office must do this."), code="cases.own")
