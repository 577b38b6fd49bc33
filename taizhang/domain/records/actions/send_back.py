"""Sending a record back to who handed it in, and taking that back while nobody has acted on it."""

from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.actions import About, tell, untell
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.records.models import Activity, Draft
from taizhang.domain.reviews.actions import move
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.workflow import Move


@action
def send_back(*, submission_id: UUID, because: str, by: Actor) -> Activity:
    """Return a record with the reason; its claims no longer stand until it is handed in again."""
    submission = move(submission_id=submission_id, move=Move.RETURN, because=because, by=by)
    activity = Activity.objects.get(submission=submission)
    details = {"because": because.strip()}
    _tell(activity, submission, because.strip(), by)
    note(Note("records.return", activity, by, activity.organization_id, details=details))
    return activity


@action
def recall(*, submission_id: UUID, by: Actor) -> Activity:
    """Take a return back: the record waits again as it stood. Refused once the recorder has begun to mend it."""
    activity: Activity = Activity.objects.select_related("submission").get(submission_id=submission_id)
    returned_at = activity.submission.decided_at
    if returned_at is not None and Draft.objects.filter(pk=activity.pk, updated_at__gt=returned_at).exists():
        raise Refused(
            _("The recorder has already begun to mend “{title}”."),
            _("Wait until it is handed in again, then decide on it."),
            code="records.mending",
            title=activity.title,
        )
    move(submission_id=submission_id, move=Move.RECALL, by=by)
    untell(kind=Kind.RETURNED, about_ids=[activity.pk])
    note(Note("records.recall", activity, by, activity.organization_id))
    return activity


def _tell(activity: Activity, submission: Submission, because: str, by: Actor) -> None:
    """Tell who handed it in what is to be mended."""
    if submission.submitted_by_id is not None:
        tell(
            people=[submission.submitted_by_id],
            kind=Kind.RETURNED,
            about=About("activity", activity.pk, activity.title),
            link=f"/records/{activity.pk}/",
            values={"because": because},
            by=by,
        )
