"""Who is told what of an assessment: one line for whoever answers for the organisation, waiting for the digest."""

from collections.abc import Collection, Mapping
from uuid import UUID

from taizhang.domain.access.policy import holders, holders_below
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Assessment, Objection, Override, Result
from taizhang.domain.assessments.standing import label_of
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.actions import About, Telling, tell, tell_many
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.orgs.names import placement
from taizhang.kernel.errors import Word, _

UPHELD, NOT_UPHELD = Word(_("upheld")), Word(_("not upheld"))


def tell_preview(assessment: Assessment, by: Actor) -> int:
    """Each organisation that was judged: its preview can be seen, and objected to until a day."""
    values = {"until_on": assessment.objections_until}
    return _tell_judged(assessment, Kind.SCORE_PREVIEW, values, by)


def tell_published(assessment: Assessment, by: Actor) -> int:
    """Each organisation that was judged: its result stands."""
    return _tell_judged(assessment, Kind.SCORE_PUBLISHED, {}, by)


def tell_objection(objection: Objection, by: Actor) -> int:
    """Whoever answers objections to this office."""
    assessment = objection.assessment
    people = holders(Permission.SCORES_ANSWER, on=by.on, organization_id=assessment.organization_id)
    name = placement(objection.organization_id, by.on).short_name
    return tell(
        people=people,
        kind=Kind.OBJECTION_RAISED,
        about=About("objection", objection.pk, label_of(assessment)),
        link=f"/scores/objections/{objection.pk}/",
        values={"name": name},
        by=by,
    )


def tell_answer(objection: Objection, scored: Collection[UUID], by: Actor) -> int:
    """Whoever objects for the organisation, and whoever scored it and is to look again."""
    place = placement(objection.organization_id, by.on)
    people = holders_below(Permission.SCORES_OBJECT, path=place.path, on=by.on, among=[objection.organization_id])
    theirs = [*people.get(objection.organization_id, ()), *([objection.by_id] if objection.by_id else [])]
    return tell(
        people=[*theirs, *scored],
        kind=Kind.OBJECTION_ANSWERED,
        about=About("objection", objection.pk, label_of(objection.assessment)),
        link=f"/scores/objections/{objection.pk}/",
        values={"outcome": UPHELD if objection.upheld else NOT_UPHELD},
        by=by,
    )


def tell_proposed(override: Override, by: Actor) -> int:
    """The others who may decide: a second person is wanted."""
    assessment = override.assessment
    return tell(
        people=holders(Permission.SCORES_DECIDE, on=by.on, organization_id=assessment.organization_id),
        kind=Kind.DEVIATION_PROPOSED,
        about=About("override", override.pk, label_of(assessment)),
        link=f"/scores/assessments/{assessment.pk}/",
        values={"name": by.name, "because": override.because},
        by=by,
    )


def _tell_judged(assessment: Assessment, kind: Kind, values: Mapping[str, object], by: Actor) -> int:
    office = placement(assessment.organization_id, by.on)
    people = holders_below(Permission.SCORES_OBJECT, path=office.path, on=by.on)
    rows = Result.objects.filter(assessment=assessment, revision=assessment.revision, organization__in=list(people))
    judged: list[tuple[UUID, UUID, str]] = list(rows.values_list("pk", "organization_id", "organization__code"))
    label = label_of(assessment)
    tellings = [
        Telling(people[key], About("result", pk, label), f"/scores/{code}/{assessment.period}/", values)
        for pk, key, code in judged
    ]
    return tell_many(kind=kind, tellings=tellings, by=by) if tellings else 0
