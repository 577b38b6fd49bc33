"""Objecting to a preview within its window, and answering: never by who marked, never by who objected."""

from dataclasses import dataclass, field
from uuid import UUID

from taizhang.domain.assessments.actions.texts import require_text
from taizhang.domain.assessments.marking import require_other
from taizhang.domain.assessments.models import Assessment, Objection, Result, Stage
from taizhang.domain.assessments.scorers import node_of, scorers, tree_of
from taizhang.domain.assessments.standing import hold, label_of, require_stage, result_of
from taizhang.domain.assessments.telling import tell_answer, tell_objection
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7


@dataclass(frozen=True, slots=True)
class ObjectionEntry:
    """What an organisation holds against its preview: a part of it, or the whole; sent twice it is once."""

    organization: Organization
    text: str
    node: str = ""
    id: UUID = field(default_factory=uuid7)


@action
def raise_objection(*, assessment: Assessment, entry: ObjectionEntry, by: Actor) -> Objection:
    """Object to a preview, until the last day of its window."""
    text = require_text(entry.text)
    assessment = hold(assessment)
    there: Objection | None = Objection.objects.filter(pk=entry.id).first()
    if there is not None and there.assessment_id == assessment.pk:
        return there
    _require_window(assessment, by)
    result = result_of(assessment, entry.organization)
    _require_node(result, entry.node)
    _refuse_waiting(assessment, entry)
    objection = Objection.objects.create(
        id=entry.id,
        assessment=assessment,
        organization=entry.organization,
        node=entry.node,
        text=text,
        by_id=by.person_id,
        by_name=by.name,
        at=by.at,
    )
    tell_objection(objection, by)
    note(_note("assessments.object", objection, by))
    return objection


@action
def withdraw(*, objection: Objection, by: Actor) -> Objection:
    """Take an objection back before it is answered; twice is once."""
    objection = _held(objection)
    if objection.withdrawn_at is not None:
        return objection
    _require_open(objection)
    objection.withdrawn_at = by.at
    objection.save(update_fields=["withdrawn_at"])
    note(_note("assessments.withdraw", objection, by))
    return objection


@action
def answer(*, objection: Objection, upheld: bool, answer: str, by: Actor) -> Objection:
    """Answer an objection in words; what is upheld is looked at anew by the second preview."""
    words = require_text(answer)
    objection = _held(objection)
    _require_open(objection)
    require_stage(objection.assessment, [Stage.PREVIEW])
    scored = _require_other(objection, by)
    objection.upheld, objection.answer = upheld, words
    objection.answered_by_id, objection.answered_by_name, objection.answered_at = by.person_id, by.name, by.at
    objection.save(update_fields=["upheld", "answer", "answered_by_id", "answered_by_name", "answered_at"])
    tell_answer(objection, scored if upheld else (), by)
    note(_note("assessments.answer", objection, by, upheld=upheld))
    return objection


def _require_window(assessment: Assessment, by: Actor) -> None:
    require_stage(assessment, [Stage.PREVIEW])
    if by.on > assessment.objections_until:
        raise Refused(
            _("Objections to {period} were possible until {day}."),
            _("A fact that came to light later is corrected by two persons: tell the office that judged."),
            code="assessments.window",
            period=assessment.period,
            day=assessment.objections_until,
        )


def _require_node(result: Result, code: str) -> None:
    if node_of(tree_of(result), code) is None:
        raise Refused(
            _("The scheme has no part “{node}”."),
            _("Choose a part of the score, or object to the whole."),
            code="assessments.node",
            node=code,
        )


def _refuse_waiting(assessment: Assessment, entry: ObjectionEntry) -> None:
    """One objection to one part waits at a time."""
    rows = Objection.objects.waiting().filter(assessment=assessment, organization=entry.organization)
    if rows.filter(node=entry.node).exists():
        raise Refused(
            _("An objection to this part waits for its answer already."),
            _("Withdraw it to say it otherwise."),
            code="assessments.objected",
        )


def _require_open(objection: Objection) -> None:
    if objection.upheld is not None or objection.withdrawn_at is not None:
        raise Refused(
            _("This objection was answered or withdrawn already."),
            _("Open it again."),
            code="assessments.answered",
        )


def _require_other(objection: Objection, by: Actor) -> set[UUID]:
    """Whoever scored, objected or belongs to the organisation leaves the answer to another; answers who scored."""
    result = result_of(objection.assessment, objection.organization_id)
    if by.person_id is not None and by.person_id == objection.by_id:
        raise Refused(
            _("{name} raised this objection and does not answer it."),
            _("Ask a colleague to answer it."),
            code="assessments.own-objection",
            name=by.name,
        )
    require_other([objection.organization_id], by)
    scored = scorers(objection, result)
    if by.person_id in scored:
        raise Refused(
            _("{name} gave a mark or made a decision that this objection is about and does not answer it."),
            _("Ask a colleague who did not mark this organisation."),
            code="assessments.own-mark",
            name=by.name,
        )
    return scored


def _held(objection: Objection) -> Objection:
    """The objection as it stands, its assessment held."""
    assessment = hold(objection.assessment_id)
    found: Objection = Objection.objects.select_related("organization").get(pk=objection.pk)
    found.assessment = assessment
    return found


def _note(verb: str, objection: Objection, by: Actor, **details: object) -> Note:
    label = label_of(objection.assessment)
    details = {"assessment": str(objection.assessment_id), "node": objection.node, **details}
    return Note(verb, objection, by, objection.organization_id, label=label, details=details)
