"""What whoever filed a case does with its answer: say whether it helped, and open the case again once."""

from uuid import uuid4

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases.models import Case, CaseStep
from taizhang.domain.cases.moves import CaseMove, CaseState
from taizhang.domain.cases.standing import locked, moment
from taizhang.domain.cases.telling import tell_office
from taizhang.domain.cases.terms import CaseKind, due
from taizhang.domain.cases.wording import worded
from taizhang.kernel.errors import Refused, _


@action
def reopen(*, case: Case, words: str, by: Actor) -> Case:
    """Open an answered case again, once, saying what is missing; its days begin anew."""
    case = locked(case)
    _refuse_unanswered(case)
    if case.steps.filter(move=CaseMove.REOPENED).exists():
        raise Refused(
            _("The case {number} was opened again once already."),
            _("File a new one and name this number; it goes through the same office."),
            code="cases.reopened",
            number=case.number,
        )
    said = worded(words, _("What is missing"))
    case.due_on, case.satisfied = due(CaseKind(case.kind), by.on), None
    case.save(update_fields=["due_on", "satisfied"])
    CaseStep.objects.create(
        id=uuid4(),
        case=case,
        move=CaseMove.REOPENED,
        words=said,
        by_person_id=case.person_id,
        by_name="" if case.anonymous else by.name,
        at=moment(case, by),
    )
    note(Note("cases.reopen", case, by, case.office_id, case.number))
    tell_office(case, by)
    return case


@action
def rate(*, case: Case, satisfied: bool, by: Actor) -> Case:
    """Say whether the answer helped; it may be said anew."""
    case = locked(case)
    _refuse_unanswered(case)
    case.satisfied = satisfied
    case.save(update_fields=["satisfied"])
    note(Note("cases.rate", case, by, case.office_id, case.number, {"satisfied": satisfied}))
    return case


def _refuse_unanswered(case: Case) -> None:
    if case.state is CaseState.OPEN:
        raise Refused(
            _("The case {number} is not answered yet."),
            _("Its answer is due on {day}."),
            code="cases.unanswered",
            number=case.number,
            day=case.due_on,
        )
