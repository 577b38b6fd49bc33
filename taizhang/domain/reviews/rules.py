"""Which move of a submission is refused, and with which words."""

from django.utils import timezone

from taizhang.domain.audit.actor import Actor
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.workflow import REVIEW, Move, State

LONGEST_REASON = 1000
NEEDS_REASON = frozenset({Move.RETURN, Move.REOPEN})
OF_THE_REVIEWER = frozenset({Move.APPROVE, Move.RETURN, Move.REOPEN, Move.RECALL})
_DECIDED = {
    (State.APPROVED, Move.APPROVE): _("It was already approved by {name} at {at}."),
    (State.RETURNED, Move.RETURN): _("It was already returned by {name} at {at}."),
}


def after(submission: Submission, move: Move, because: str, by: Actor) -> State:
    """Where a move leads from where the submission stands; refused when it may not be made, or not by this person."""
    state = State(submission.state)
    _refuse_decided(submission, state, move)
    to = REVIEW.after(state, move)
    if (
        move in OF_THE_REVIEWER
        and submission.submitted_by_id is not None
        and submission.submitted_by_id == by.person_id
    ):
        raise Refused(
            _("Who handed a record in does not decide on it."),
            _("Another reviewer of the office must do this."),
            code="reviews.own",
        )
    refuse_reason(move, because)
    return to


def refuse_reason(move: Move, because: str) -> None:
    """Refuse a missing reason where one is needed, and one that is too long to keep."""
    if move in NEEDS_REASON and not because.strip():
        raise Refused(
            _("Sending back and undoing need a reason."),
            _("Say in one sentence what is wrong."),
            code="reviews.reason",
        )
    if len(because) > LONGEST_REASON:
        raise Refused(
            _("A reason has at most {limit} characters; this one has {length}."),
            _("Shorten it."),
            code="reviews.reason-length",
            limit=LONGEST_REASON,
            length=len(because),
        )


def _refuse_decided(submission: Submission, state: State, move: Move) -> None:
    """Two reviewers at once: the second hears who was first, and when."""
    rule = _DECIDED.get((state, move))
    if rule is not None and submission.decided_at is not None:
        raise Refused(
            rule,
            _("Nothing more needs to be done."),
            code="reviews.decided",
            name=submission.decided_by_name,
            at=timezone.localtime(submission.decided_at).strftime("%Y-%m-%d %H:%M"),
        )
