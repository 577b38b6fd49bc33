"""Feeds made through their own action."""

from dataclasses import replace
from typing import Any

from taizhang.domain.feeds.actions import FeedEntry, create
from taizhang.domain.feeds.models import Feed
from taizhang.domain.orgs.models import Person
from tests.factories.orgs import SEED, person


def feed_and_secret(of: Person | None = None, **more: Any) -> tuple[Feed, str]:
    """A feed of a person, and its secret."""
    of = of or person()
    return create(person=of, entry=FeedEntry(**more), by=replace(SEED, person_id=of.pk))


def feed(of: Person | None = None, **more: Any) -> Feed:
    """A feed of a person."""
    return feed_and_secret(of, **more)[0]
