"""Sending a record back to who handed it in, and taking that back while nobody has acted on it."""

from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.records.models import Activity, Draft
from taizhang.domain.reviews.actions import move
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.workflow import Move


@action
def send_back(*, submission_id: UUID, because: str, by: Actor) -> Activity:
    """Return a record with the reason; its claims no longer stand until it is handed in again."""
    submission = move(submission_id=submission_id, move=Move.RETURN, because=because, by=by)
    activity = Activity.objects.get(submission=submission)
    details = {"because": because.strip()}
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
    note(Note("records.recall", activity, by, activity.organization_id))
    return activity
