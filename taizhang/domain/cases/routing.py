"""Which office answers: the nearest above what the case is about, never the one it is about."""

from datetime import date
from uuid import UUID

from taizhang.domain.cases.wording import LONGEST_NAME
from taizhang.domain.orgs.kinds import PostKind
from taizhang.domain.orgs.models import Membership, Organization, Placement, Post
from taizhang.domain.orgs.models.placement import PlacementQuerySet
from taizhang.domain.orgs.names import REVIEWING, reviewer_of

CONTACTS = (PostKind.OFFICE_STAFF, PostKind.ORGANIZATION, PostKind.DEPUTY_SECRETARY, PostKind.SECRETARY)


def office_for(about: UUID | None, person_id: UUID | None, on: date) -> UUID:
    """The office that answers: above what the case is about, else above the person's branch, else the top one.

    Above a street stands the district: a case about an office never comes to that office.
    """
    if about is None and person_id is not None:
        about = Membership.objects.on(on).filter(person=person_id).values_list("organization_id", flat=True).first()
    if about is not None and Placement.objects.on(on).filter(organization=about).exists():
        return reviewer_of(about, on)
    top: UUID = Placement.objects.on(on).filter(parent__isnull=True).values_list("organization_id", flat=True)[0]
    return top


def meant(words: str, on: date) -> Organization | None:
    """The one organisation that is called so, or has that code; None when none or several are."""
    words = words.strip()[:LONGEST_NAME]
    if not words:
        return None
    places = Placement.objects.on(on)
    named = places.filter(name=words) | places.filter(short_name=words) | places.filter(organization__code=words)
    found = list(named.select_related("organization")[:2])
    return found[0].organization if len(found) == 1 else None


def offices(on: date) -> PlacementQuerySet:
    """The places that have an office, which a case can be forwarded to."""
    return Placement.objects.on(on).filter(kind__in=REVIEWING)


def contact_of(office: UUID, on: date) -> UUID | None:
    """Who holds the post that helps at an office: its staff before its committee."""
    held = dict(
        Post.objects.on(on)
        .filter(organization=office, kind__in=CONTACTS)
        .order_by("-starts_on", "-id")
        .values_list("kind", "person_id")
    )
    return next((held[kind] for kind in CONTACTS if kind in held), None)
