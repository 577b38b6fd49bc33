"""The nouns of organisations and people."""

from taizhang.domain.orgs.models.calendar import CalendarChange, CalendarDay
from taizhang.domain.orgs.models.importing import ImportRun
from taizhang.domain.orgs.models.membership import Exemption, Membership
from taizhang.domain.orgs.models.organization import Group, Office, Organization
from taizhang.domain.orgs.models.person import Person
from taizhang.domain.orgs.models.placement import PlacedQuerySet, Placement
from taizhang.domain.orgs.models.post import Post

__all__ = [
    "CalendarChange",
    "CalendarDay",
    "Exemption",
    "Group",
    "ImportRun",
    "Membership",
    "Office",
    "Organization",
    "Person",
    "PlacedQuerySet",
    "Placement",
    "Post",
]
