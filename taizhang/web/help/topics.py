"""Topics: each answers one question of one page, with few words and few steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from taizhang.web.help.wording import Words

FOLDER = Path(__file__).with_name("topics")
FILES = ("begin", "records", "duties", "offices", "around", "administrators")


@dataclass(frozen=True, slots=True)
class Topic:
    """A question people ask, its answer, and what to do step by step."""

    code: str
    pages: tuple[str, ...]  # beginnings of the addresses whose question mark leads here
    posts: tuple[str, ...]  # whose guide and index it stands in
    question: Words
    answer: Words
    steps: tuple[Words, ...]

    @property
    def url(self) -> str:
        """Its page."""
        return f"/help/{self.code}/"

    def texts(self) -> tuple[Words, ...]:
        """Everything it says."""
        return (self.question, self.answer, *self.steps)

    def holds(self, sought: str, lang: str) -> bool:
        """Whether every word that is sought stands somewhere in it."""
        said = " ".join(text.plain(lang) for text in self.texts()).lower()
        return all(word in said for word in sought.lower().split())


@cache
def topics() -> tuple[Topic, ...]:
    """All of them, in the order of the files."""
    read = (each for name in FILES for each in yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8")))
    return tuple(_topic(each) for each in read)


def topic(code: str) -> Topic | None:
    """The topic with a code."""
    return next((each for each in topics() if each.code == code), None)


def topics_of(post: str) -> list[Topic]:
    """What concerns a post."""
    return [each for each in topics() if post in each.posts]


def topic_of(path: str) -> Topic | None:
    """The topic of the page with an address: the longest beginning counts, the first page only for itself."""
    found = [(len(page), each) for each in topics() for page in each.pages if path == page or _under(path, page)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _under(path: str, page: str) -> bool:
    return page != "/" and path.startswith(page)


def _topic(given: Mapping[str, Any]) -> Topic:
    return Topic(
        given["code"],
        tuple(given["pages"]),
        tuple(given["posts"]),
        Words.read(given["question"]),
        Words.read(given["answer"]),
        tuple(Words.read(each) for each in given.get("steps", ())),
    )
