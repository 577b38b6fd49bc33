"""Whom a circular reaches: people by their posts, in organisations below an office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from taizhang.domain.access.models import Account
from taizhang.domain.orgs.kinds import Category, PostKind
from taizhang.domain.orgs.kinds import Kind as Form
from taizhang.domain.orgs.models import Placement, Post


@dataclass(frozen=True, slots=True)
class Audience:
    """Organisations by kind and category, all when none is named, and the posts in them whose holders are told."""

    kinds: tuple[Form, ...] = ()
    categories: tuple[Category, ...] = ()
    posts: tuple[PostKind, ...] = (PostKind.SECRETARY,)

    def kept(self) -> dict[str, list[str]]:
        """As it is stored."""
        return {
            "kinds": [kind.value for kind in self.kinds],
            "categories": [category.value for category in self.categories],
            "posts": [post.value for post in self.posts],
        }

    @classmethod
    def of(cls, kept: Mapping[str, Iterable[str]]) -> "Audience":
        """Read back from where it is stored."""
        return cls(
            tuple(Form(each) for each in kept.get("kinds", ())),
            tuple(Category(each) for each in kept.get("categories", ())),
            tuple(PostKind(each) for each in kept.get("posts", ())),
        )


def reached(audience: Audience, *, path: str, on: date) -> dict[UUID, list[UUID]]:
    """By organisation below a path: the people with an open account who hold one of the posts on a day."""
    places = Placement.objects.on(on).under(path).exclude(path=path)
    if audience.kinds:
        places = places.filter(kind__in=audience.kinds)
    if audience.categories:
        places = places.filter(category__in=audience.categories)
    open_accounts = Account.objects.filter(is_active=True).values("person_id")
    posts: Any = Post.objects.on(on).filter(
        organization__in=places.values("organization_id"), kind__in=audience.posts, person__in=open_accounts
    )
    found: dict[UUID, list[UUID]] = {}
    for organization_id, person_id in posts.order_by("organization_id", "id").values_list(
        "organization_id", "person_id"
    ):
        if person_id not in found.setdefault(organization_id, []):
            found[organization_id].append(person_id)
    return found
