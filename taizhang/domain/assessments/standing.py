"""How an assessment stands: taken hold of, refused where it has come too far or not far enough."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from taizhang.domain.assessments.models import Assessment, Result, Stage
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.kernel.errors import Refused, Word, _
from taizhang.kernel.periods import Period

STAGES = {
    Stage.PREVIEW: _("preview"),
    Stage.SECOND: _("second preview"),
    Stage.PUBLISHED: _("published"),
    Stage.LOCKED: _("locked"),
}


def hold(assessment: Assessment | UUID) -> Assessment:
    """The assessment, held until the end of the act."""
    key = assessment.pk if isinstance(assessment, Assessment) else assessment
    rows = Assessment.objects.select_related("scheme", "organization")
    held: Assessment = rows.select_for_update(of=("self",), no_key=True).get(pk=key)
    return held


def require_stage(assessment: Assessment, stages: Sequence[Stage]) -> None:
    """Refuse an assessment that stands elsewhere; what is locked says who unlocks it."""
    stage = Stage(assessment.stage)
    if stage in stages:
        return
    if stage is Stage.LOCKED:
        raise locked(assessment)
    raise Refused(
        _("The assessment of {period} stands at “{stage}”; this is done at “{wanted}”."),
        _("Open it again; somebody may have taken it further."),
        code="assessments.stage",
        period=assessment.period,
        stage=Word(STAGES[stage]),
        wanted=[Word(STAGES[each]) for each in stages],
    )


def locked(assessment: Assessment) -> Refused:
    """What is locked stays."""
    return Refused(
        _("The results of {period} were locked by {name}; what is locked is not changed."),
        _("Two persons may unlock it, with a reason: one proposes it on the page of the assessment, another confirms."),
        code="assessments.locked",
        period=assessment.period,
        name=assessment.locked_by_name,
    )


def result_of(assessment: Assessment, organization: Organization | UUID) -> Result:
    """The standing result of an organisation; refused when it was not judged."""
    key = organization.pk if isinstance(organization, Organization) else organization
    rows = Result.objects.filter(assessment=assessment, revision=assessment.revision, organization_id=key)
    found: Result | None = rows.first()
    if found is None:
        raise Refused(
            _("{organization} has no result in the assessment of {period}."),
            _("Choose an organisation that was judged."),
            code="assessments.not-judged",
            organization=name_of(key, Period.parse(assessment.period).last),
            period=assessment.period,
        )
    return found


def name_of(organization: UUID, on: date) -> str:
    """What an organisation is called on a day, or was or will be when it does not stand then."""
    places = Placement.objects.filter(organization_id=organization)
    stands = places.on(on).first() or places.order_by("-starts_on").first()
    return str(organization) if stands is None else stands.short_name


def label_of(assessment: Assessment) -> str:
    """What an assessment is called where names stand: its scheme and its period."""
    return f"{assessment.scheme.title_zh}（{Period.parse(assessment.period).words('zh')}）"
