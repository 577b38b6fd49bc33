"""From the answers to what is locked: the second preview with what changed, publication, the lock."""

from collections.abc import Collection
from datetime import date
from hashlib import sha256
from uuid import UUID

from taizhang.domain.assessments import facts
from taizhang.domain.assessments.changes import changes
from taizhang.domain.assessments.freezing import freeze, frozen, kept
from taizhang.domain.assessments.models import Assessment, Objection, Override, Stage
from taizhang.domain.assessments.reckoning import Reckoning
from taizhang.domain.assessments.schemes import scheme_of
from taizhang.domain.assessments.standing import hold, label_of, require_stage
from taizhang.domain.assessments.telling import tell_published
from taizhang.domain.audit.actions import Note, action, hold_chain, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.seal import seal
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import measures


@action
def second_preview(*, assessment: Assessment, by: Actor) -> Assessment:
    """After the window: whoever's objection was upheld is read anew, everyone else stays as frozen."""
    assessment = hold(assessment)
    require_stage(assessment, [Stage.PREVIEW])
    _require_over(assessment, by)
    upheld = set(assessment.objections.filter(upheld=True).values_list("organization_id", flat=True))
    assessment.stage = Stage.SECOND
    assessment.save(update_fields=["stage"])
    if upheld:
        read_anew(assessment, upheld, by)
    details = {"upheld": len(upheld), "changed": len(changes(assessment)), "revision": assessment.revision}
    note(_note("assessments.second-preview", assessment, by, **details))
    return assessment


@action
def publish(*, assessment: Assessment, by: Actor) -> Assessment:
    """Publish the results of the second preview; each organisation is told."""
    assessment = hold(assessment)
    require_stage(assessment, [Stage.SECOND])
    _refuse_proposed(assessment)
    assessment.stage = Stage.PUBLISHED
    assessment.published_at, assessment.published_by_name = by.at, by.name
    assessment.save(update_fields=["stage", "published_at", "published_by_name"])
    tell_published(assessment, by)
    note(_note("assessments.publish", assessment, by, results=_digest(assessment)))
    return assessment


@action
def lock(*, assessment: Assessment, by: Actor) -> Assessment:
    """Lock what was published, and seal what it rests on: from now on only two persons change it."""
    assessment = hold(assessment)
    require_stage(assessment, [Stage.PUBLISHED])
    _refuse_proposed(assessment)
    assessment.stage = Stage.LOCKED
    assessment.locked_at, assessment.locked_by_name = by.at, by.name
    assessment.save(update_fields=["stage", "locked_at", "locked_by_name"])
    _seal(assessment, by)
    note(_note("assessments.lock", assessment, by, results=_digest(assessment)))
    return assessment


def end_windows(*, on: date, by: Actor) -> int:
    """Take every preview whose window is over and that has nothing to answer to its second one; answers how many.

    Each is an act of its own: whoever computes one holds up no other.
    """
    over = Assessment.objects.filter(stage=Stage.PREVIEW, objections_until__lt=on)
    ready = [each for each in over if not waiting(each)]
    for each in ready:
        second_preview(assessment=each, by=by)
    return len(ready)


def waiting(assessment: Assessment) -> int:
    """How many objections are neither answered nor withdrawn."""
    return Objection.objects.waiting().filter(assessment=assessment).count()


def read_anew(assessment: Assessment, organizations: Collection[UUID], by: Actor) -> None:
    """A further revision in which these organisations are read as they are known today; only inside an act."""
    from taizhang.domain.assessments.renewing import renewed  # numpy comes with it

    before = frozen(assessment)
    day, asked = before.period.last, before.scheme.measures
    hold_chain()  # a mark that is being given is either read here or refused
    fresh = facts.load_only(organizations, day.year, by.on, tree_on=day, measures=asked)
    next_revision(assessment, Reckoning(renewed(before.planes, fresh), before.scheme, before.period), by)


def next_revision(assessment: Assessment, reckoning: Reckoning, by: Actor) -> None:
    """Freeze a further revision, which stands from now on."""
    assessment.revision += 1
    assessment.save(update_fields=["revision"])
    freeze(assessment, reckoning, by)


def _require_over(assessment: Assessment, by: Actor) -> None:
    if by.on <= assessment.objections_until:
        raise Refused(
            _("Objections to {period} are possible until {day}."),
            _("Wait until that day is over."),
            code="assessments.window-open",
            period=assessment.period,
            day=assessment.objections_until,
        )
    count = waiting(assessment)
    if count:
        raise Refused(
            _("{count} objections to {period} wait for an answer."),
            _("Answer them first; each by somebody who did not give the marks."),
            code="assessments.unanswered",
            count=count,
            period=assessment.period,
        )


def _refuse_proposed(assessment: Assessment) -> None:
    if Override.objects.waiting().filter(assessment=assessment).exists():
        raise Refused(
            _("A decision against the rule was proposed for {period} and waits for a second person."),
            _("Confirm or reject it first."),
            code="assessments.proposed",
            period=assessment.period,
        )


def _seal(assessment: Assessment, by: Actor) -> None:
    """Seal the duties that were judged: of the categories whose trees read any."""
    trees = scheme_of(assessment.scheme).scheme.trees
    judged = [key for key, tree in trees.items() if any(name.startswith("duty:") for name in measures(tree))]
    if judged:
        seal(
            office=assessment.organization,
            period=Period.parse(assessment.period),
            label=label_of(assessment),
            source_id=assessment.pk,
            categories=judged,
            by=by,
        )


def _digest(assessment: Assessment) -> str:
    """What the results are recognised by; it stands in the chain of the audit trail."""
    return sha256(kept(assessment)).hexdigest()


def _note(verb: str, assessment: Assessment, by: Actor, **details: object) -> Note:
    details = {"period": assessment.period, **details}
    return Note(verb, assessment, by, assessment.organization_id, label=label_of(assessment), details=details)
