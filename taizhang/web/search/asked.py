"""What somebody looks for, and what is found: a title, a note and the address of its page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django_stubs_ext import StrPromise

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.spelling import plain, search_text
from taizhang.web.kit.page import PageRequest


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found."""

    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one noun."""

    key: str
    label: str
    icon: str
    hits: list[Found]
    more: bool


@dataclass
class Asked:
    """The words, who asks, and how many of each noun are wanted."""

    request: PageRequest
    words: str
    limit: int

    @cached_property
    def sought(self) -> list[str]:
        """The single words, half width and in lower case."""
        return plain(self.words).split()

    def parts(self, permission: Permission) -> tuple[policy.Reachable, ...]:
        """Where the reader holds a permission."""
        return policy.scope(self.request.account, permission, on=self.request.today).paths

    def fits(self, name: str) -> bool:
        """Whether every word stands in a short name, its pinyin or its initials."""
        spelled = search_text(name)
        return bool(self.sought) and all(word in spelled for word in self.sought)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that can be found: its heading, its sign, who may look for it, and how."""

    key: str
    label: StrPromise
    icon: str
    permission: Permission | None
    find: Callable[[Asked], Iterable[Found]]


def groups(asked: Asked, nouns: Iterable[Noun]) -> list[Group]:
    """What was found, noun by noun, those without a hit left out."""
    account, today = asked.request.account, asked.request.today
    found = []
    for noun in nouns:
        if not asked.sought or (noun.permission is not None and not policy.may(account, noun.permission, on=today)):
            continue
        hits = list(noun.find(asked))
        if hits:
            found.append(Group(noun.key, str(noun.label), noun.icon, hits[: asked.limit], len(hits) >= asked.limit))
    return found
