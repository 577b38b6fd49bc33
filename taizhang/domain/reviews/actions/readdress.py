"""What waits for an office that no longer stands above whoever handed it in goes to the one that does."""

from datetime import date
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.models import Organization
from taizhang.domain.orgs.names import reviewers_of
from taizhang.domain.reviews.models import Submission


def misaddressed(submissions: dict[UUID, tuple[UUID, UUID]], on: date) -> dict[UUID, UUID]:
    """Of submissions (organisation, reviewer) those whose reviewer is another by the tree of a day, and who it is."""
    now = reviewers_of({organization for organization, _reviewer in submissions.values()}, on)
    return {
        key: now[organization]
        for key, (organization, reviewer) in submissions.items()
        if now.get(organization, reviewer) != reviewer
    }


@action
def readdress(*, on: date, by: Actor) -> int:
    """Give what waits to the offices that stand above on a day; answers how many went elsewhere. Safe to run twice."""
    waiting = Submission.objects.waiting().select_for_update(of=("self",)).order_by("pk")
    known = {
        key: (mine, reviewer) for key, mine, reviewer in waiting.values_list("pk", "organization_id", "reviewer_id")
    }
    wrong = misaddressed(known, on)
    names = dict(Organization.objects.filter(pk__in=set(wrong.values())).values_list("pk", "code"))
    for submission in Submission.objects.filter(pk__in=wrong):
        details = {"to": names[wrong[submission.pk]], "on": on}
        submission.reviewer_id = wrong[submission.pk]
        submission.save(update_fields=["reviewer_id"])
        note(Note("reviews.readdress", submission, by, submission.organization_id, details=details))
    return len(wrong)
