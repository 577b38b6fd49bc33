"""Posts: the first look around of each, and what it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.access.roles import ROLES, Role
from taizhang.web.help.topics import Topic, topics
from taizhang.web.help.wording import Words

FILE = Path(__file__).with_name("posts.yaml")
MEMBER = "member"
START = {MEMBER: "/me/"}  # where a post begins, when not on the first page


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to look at, and what to know of it."""

    at: str  # a selector of style sheets
    text: Words


@dataclass(frozen=True, slots=True)
class Post:
    """A post with its tour."""

    code: str  # a role, or "member"
    steps: tuple[Step, ...]
    first: tuple[Topic, ...]  # on the first page of its guide, below the steps
    second: tuple[Topic, ...]

    @property
    def name(self) -> StrPromise:
        """What it is called."""
        return _("Member") if self.code == MEMBER else ROLES[Role(self.code)].name

    @property
    def prose(self) -> StrPromise:
        """What it does."""
        if self.code == MEMBER:
            return _("Takes part, and sees what is kept about oneself: attendance, points and who looked.")
        return ROLES[Role(self.code)].prose

    @property
    def start(self) -> str:
        """The page on which its tour begins."""
        return START.get(self.code, "/")


@cache
def posts() -> tuple[Post, ...]:
    """All of them, in the order of the file."""
    return tuple(_post(each) for each in yaml.safe_load(FILE.read_text("utf-8")))


def _post(given: Mapping[str, Any]) -> Post:
    known = {each.code: each for each in topics()}
    return Post(
        given["code"],
        tuple(Step(step["at"], Words.read(step["text"])) for step in given["steps"]),
        tuple(known[code] for code in given["first"]),
        tuple(known[code] for code in given["second"]),
    )


def post(code: str) -> Post | None:
    """The post with a code."""
    return next((each for each in posts() if each.code == code), None)
