"""Who holds which post, from a day to a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.orgs.actions.registering import digest_of
from taizhang.domain.orgs.fields import ONE_DAY, require_near
from taizhang.domain.orgs.kinds import BRANCHES, COMMITTEE_POSTS, FORMS, Kind, PostKind
from taizhang.domain.orgs.models import Membership, Organization, Person, Placement, Post
from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.names import not_standing
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7

MOST_COMMITTEE = 7  # a branch committee has three to five members, at most seven (rules.md 1.1)

Held: TypeAlias = dict[UUID, list[Post]]


@dataclass(frozen=True, slots=True)
class PostEntry:
    """A person is appointed to a post of an organisation from a day on."""

    person: Person
    organization: Organization
    kind: PostKind
    starts_on: date
    ends_on: date | None = None


@action
def appoint(*, person: Person, organization: Organization, kind: PostKind, starts_on: date, by: Actor) -> Post:
    """Appoint a person to a post of an organisation from a day on."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    [post] = _posts([PostEntry(person, organization, kind, starts_on)], by)
    details = {"kind": post.kind, "person": str(person.pk), "on": starts_on}
    note(Note("posts.appoint", post, by, organization.pk, label=person.name, details=details, subjects=[person.pk]))
    return post


@action
def appoint_many(*, entries: Sequence[PostEntry], by: Actor) -> list[Post]:
    """Appoint people in a fixed number of queries; one audit entry holds their number and a hash over the posts."""
    posts = _posts(entries, by)
    if posts:
        details = {"posts": len(posts), **digest_of(posts)}
        note(Note("posts.appoint-many", None, by, details=details, subjects=_named(posts)))
    return posts


@action
def release(*, post: Post, on: date, by: Actor) -> Post:
    """Let a person hold a post no longer from a day on; a post that would only begin then falls away."""
    require_near(on, by.on)
    post = Post.objects.select_for_update().select_related("person").get(pk=post.pk)
    if post.ends_on is not None and post.ends_on < on:
        raise Refused(
            _("{name} held this post until {last}."), code="orgs.post-ended", name=post.person.name, last=post.ends_on
        )
    details = {"kind": post.kind, "person": str(post.person_id), "on": on}
    told = [post.person_id]
    note(Note("posts.release", post, by, post.organization_id, post.person.name, details, subjects=told))
    if post.starts_on >= on:
        Post.objects.filter(pk=post.pk).delete()
    else:
        post.ends_on = on - ONE_DAY
        post.save(update_fields=["ends_on"])
    return post


def _named(posts: Sequence[Post]) -> list[UUID]:
    """In whose history an entry of many is told: the posts, those who hold them, and their organisations."""
    holders = dict.fromkeys(post.person_id for post in posts)
    return [*(post.pk for post in posts), *holders, *dict.fromkeys(post.organization_id for post in posts)]


def _posts(entries: Sequence[PostEntry], by: Actor) -> list[Post]:
    """Check and add the posts of the entries, each seeing those before it."""
    keys = {entry.organization.pk for entry in entries}
    places = _places(keys)
    held: Held = {}
    for post in Post.objects.filter(organization__in=keys).select_related("person"):
        held.setdefault(post.organization_id, []).append(post)
    formal = _formal_members(entries)
    made = []
    for entry in entries:
        require_near(entry.starts_on, by.on)
        kind = _kind(entry, places)
        _refuse_strangers(entry, formal)
        there = held.setdefault(entry.organization.pk, [])
        _refuse_taken(entry, kind, there)
        post = _post(entry)
        there.append(post)
        made.append(post)
    insert_many(Post, made)
    return made


def _post(entry: PostEntry) -> Post:
    return Post(
        id=uuid7(),
        person=entry.person,
        organization=entry.organization,
        kind=PostKind(entry.kind).value,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
    )


def _places(keys: Iterable[UUID]) -> dict[UUID, list[Placement]]:
    places: dict[UUID, list[Placement]] = {}
    for place in Placement.objects.filter(organization__in=keys):
        places.setdefault(place.organization_id, []).append(place)
    return places


def _formal_members(entries: Sequence[PostEntry]) -> dict[UUID, list[Membership]]:
    """The formal memberships of the people of the entries."""
    formal: dict[UUID, list[Membership]] = {}
    people = {entry.person.pk for entry in entries}
    for row in Membership.objects.filter(person__in=people, standing=Standing.FORMAL):
        formal.setdefault(row.person_id, []).append(row)
    return formal


def _kind(entry: PostEntry, places: dict[UUID, list[Placement]]) -> Kind:
    """The kind of the organisation on the day; refused when it does not exist or has no such post."""
    place = next((each for each in places.get(entry.organization.pk, ()) if each.holds(entry.starts_on)), None)
    if place is None:
        raise not_standing(entry.organization, entry.starts_on)
    kind = Kind(place.kind)
    if entry.kind not in FORMS[kind].posts:
        raise Refused(
            _("{name} has no such post: {post}."),
            _("Its posts are: {posts}."),
            code="orgs.no-such-post",
            name=place.name,
            post=str(PostKind(entry.kind).label),
            posts=[str(each.label) for each in FORMS[kind].posts],
        )
    return kind


def _refuse_strangers(entry: PostEntry, formal: dict[UUID, list[Membership]]) -> None:
    """Refuse a committee post for anyone but a formal member of the register."""
    member = any(row.holds(entry.starts_on) for row in formal.get(entry.person.pk, ()))
    if entry.kind in COMMITTEE_POSTS and not member:
        raise Refused(
            _("{name} is no formal member on {day} and cannot hold a post of a committee."),
            _("Choose a formal member, or confirm this one first."),
            code="orgs.post-formal",
            name=entry.person.name,
            day=entry.starts_on,
        )


def _refuse_taken(entry: PostEntry, kind: Kind, posts: Sequence[Post]) -> None:
    """Refuse the same post twice, a second secretary, and an eighth member of a branch committee."""
    last = entry.ends_on or date.max
    there = [post for post in posts if post.starts_on <= last and (post.ends_on or date.max) >= entry.starts_on]
    same = [post for post in there if post.kind == entry.kind]
    own = [post for post in same if post.person_id == entry.person.pk]
    if own or (same and entry.kind == PostKind.SECRETARY):
        raise Refused(
            _("{name} already holds this post from {since} on: {post}."),
            _("Release the post first, or choose a later day."),
            code="orgs.post-taken",
            name=(own or same)[0].person.name,
            since=(own or same)[0].starts_on,
            post=str(PostKind(entry.kind).label),
        )
    committee = {post.person_id for post in there if post.kind in COMMITTEE_POSTS}
    if kind in BRANCHES and entry.kind in COMMITTEE_POSTS and len(committee | {entry.person.pk}) > MOST_COMMITTEE:
        raise Refused(
            _("The committee of a branch has at most {most} members."),
            _("Release somebody first."),
            code="orgs.committee-full",
            most=MOST_COMMITTEE,
        )
