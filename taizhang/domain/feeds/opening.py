"""From the secret part of an address to its feed: forged, revoked and expired ones are turned away in a sentence."""

from datetime import date
from hmac import compare_digest

from taizhang.domain.feeds.models import Feed
from taizhang.domain.feeds.tokens import digest, well_formed
from taizhang.kernel.errors import Refused, _

GONE = ("feeds.expired", "feeds.withdrawn", "feeds.left")  # there was something here once


def opened(token: str, *, on: date) -> Feed:
    """The feed of a secret; refused when there is none, it was revoked, or its last day is over.

    It is looked for by the digest of the secret, so that how long a refusal takes tells nothing about another's.
    """
    wanted = digest(token)
    feed = Feed.objects.filter(token_hash=wanted).first() if well_formed(token) else None
    if feed is None or not compare_digest(feed.token_hash, wanted):
        raise Refused(
            _("There is no calendar at this address."),
            _("Copy the whole address again, or make another calendar on the page “My calendars”."),
            code="feeds.unknown",
        )
    if feed.revoked_at is not None:
        raise Refused(
            _("This calendar was revoked."),
            _("Take it out of your calendar program; make another on the page “My calendars”."),
            code="feeds.withdrawn",
        )
    if feed.expired(on):
        raise Refused(
            _("This calendar was valid until {day}."),
            _("Renew it on the page “My calendars”; the address stays the same."),
            code="feeds.expired",
            day=feed.expires_on,
        )
    return feed
