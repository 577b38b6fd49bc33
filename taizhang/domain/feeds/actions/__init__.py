"""Making, renewing and revoking feeds."""

from taizhang.domain.feeds.actions.feeds import FeedEntry, create, renew, revoke

__all__ = ["FeedEntry", "create", "renew", "revoke"]
