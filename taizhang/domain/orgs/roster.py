"""The members of an organisation on a day, with what a roll must know of them; three queries."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from taizhang.domain.orgs.kinds import COMMITTEE_POSTS
from taizhang.domain.orgs.models import Exemption, Membership, Person, Post
from taizhang.domain.orgs.models.membership import Standing


@dataclass(frozen=True, slots=True)
class Member:
    """A member on a day: the person, the standing, the exemption if any, and the posts held in the organisation."""

    person: Person
    membership: Membership
    exemption: Exemption | None
    posts: tuple[str, ...]

    @property
    def formal(self) -> bool:
        """Whether the member votes by standing."""
        return self.membership.standing == Standing.FORMAL

    @property
    def committee(self) -> bool:
        """Whether the member sits on the committee."""
        return any(post in COMMITTEE_POSTS for post in self.posts)


def members_on(organization_id: UUID, day: date) -> list[Member]:
    """The members of an organisation on a day, by name."""
    memberships = (
        Membership.objects.on(day)
        .filter(organization_id=organization_id)
        .select_related("person", "group")
        .order_by("person__sort_key", "person_id")
    )
    rows: list[Membership] = list(memberships)
    exemptions = {each.person_id: each for each in Exemption.objects.on(day).filter(person__in=_people(rows))}
    posts: dict[UUID, list[str]] = {}
    for key, kind in Post.objects.on(day).filter(organization_id=organization_id).values_list("person_id", "kind"):
        posts.setdefault(key, []).append(kind)
    return [
        Member(row.person, row, exemptions.get(row.person_id), tuple(sorted(posts.get(row.person_id, ()))))
        for row in rows
    ]


def _people(rows: list[Membership]) -> list[UUID]:
    return [row.person_id for row in rows]
