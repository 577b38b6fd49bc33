"""Who usually leads the gatherings of an organisation."""

from datetime import date
from uuid import UUID

from taizhang.domain.orgs.kinds import PostKind
from taizhang.domain.orgs.models import Post

CHAIRS = (PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY, PostKind.FULLTIME_DEPUTY)


def usual_chair(organization_id: UUID, day: date) -> UUID | None:
    """The secretary of the day, or who deputises; one query."""
    posts = Post.objects.on(day).filter(organization_id=organization_id, kind__in=CHAIRS)
    held: dict[str, UUID] = dict(posts.values_list("kind", "person_id"))
    return next((held[kind] for kind in CHAIRS if kind in held), None)
