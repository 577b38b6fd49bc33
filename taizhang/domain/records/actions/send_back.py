"""Sending a record back to who handed it in."""

from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.records.models import Activity
from taizhang.domain.reviews.actions import move
from taizhang.kernel.workflow import Move


@action
def send_back(*, submission_id: UUID, because: str, by: Actor) -> Activity:
    """Return a record with the reason; its claims no longer stand until it is handed in again."""
    submission = move(submission_id=submission_id, move=Move.RETURN, because=because, by=by)
    activity = Activity.objects.get(submission=submission)
    details = {"because": because.strip()}
    note(Note("records.return", activity, by, activity.organization_id, details=details))
    return activity
