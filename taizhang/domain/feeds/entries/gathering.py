"""Everything that a feed tells, judged by what its person may see on the day it is read."""

from datetime import date, timedelta
from uuid import UUID

from taizhang.domain.access import policy
from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import ROLES, Permission
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.feeds.entries.activity_days import activity_days
from taizhang.domain.feeds.entries.duties import duties
from taizhang.domain.feeds.entries.entry import Asked, Entry
from taizhang.domain.feeds.entries.meetings import meetings
from taizhang.domain.feeds.entries.visits import visits
from taizhang.domain.feeds.models import Feed
from taizhang.domain.inspections.offices import office_names
from taizhang.domain.orgs.models import Membership
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Span

BACK, AHEAD = timedelta(days=60), timedelta(days=366)
MOST = 2000  # lines of one kind


def entries_of(feed: Feed, *, on: date) -> list[Entry]:
    """The lines of a feed on a day; refused when its person has left or may see nothing of its organisation."""
    asked = _asked(feed, _account(feed), on)
    parts = (duties(asked), activity_days(asked), meetings(asked), visits(asked))
    return [each for part in parts for each in part[:MOST]]


def _account(feed: Feed) -> Account:
    account = Account.objects.filter(person_id=feed.person_id, is_active=True).first()
    if account is None:
        raise _gone()
    return account


def _asked(feed: Feed, account: Account, on: date) -> Asked:
    """Whose lines of which kinds: of one organisation, or of those in which the person holds a post."""
    duties, gatherings, visits = (
        _seen(feed, account, each, on)
        for each in (Permission.DUTIES_VIEW, Permission.RECORDS_VIEW, Permission.VISITS_VIEW)
    )
    seen = duties | gatherings | visits
    if feed.organization_id is not None and not seen:
        raise _gone()
    personal = feed.organization_id is None
    return Asked(
        span=Span(on - BACK, on + AHEAD),
        lang=feed.language,
        rules=find_pack(on),
        duties=duties,
        gatherings=gatherings,
        visits=visits,
        assignee=feed.person_id if personal else None,
        member_of=_branch(feed.person_id, on) if personal else None,
        names=office_names(seen, on),
    )


def _seen(feed: Feed, account: Account, permission: Permission, on: date) -> frozenset[UUID]:
    if feed.organization_id is not None:
        allowed = policy.may(account, permission, feed.organization_id, on=on)
        return frozenset({feed.organization_id}) if allowed else frozenset()
    held = policy.held(account, on)
    return frozenset(each.organization_id for each in held if permission in ROLES[each.role].permissions)


def _branch(person_id: UUID, on: date) -> UUID | None:
    """The branch to which a person belongs on a day."""
    found: UUID | None = (
        Membership.objects.on(on).filter(person_id=person_id).values_list("organization_id", flat=True).first()
    )
    return found


def _gone() -> Refused:
    return Refused(
        _("Whoever made this calendar may no longer see what it shows."),
        _("Take it out of your calendar program; whoever has the post now can make another."),
        code="feeds.left",
    )
