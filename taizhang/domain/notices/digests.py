"""What one person is told in a week: computed when it is told, from how things stand, and kept nowhere."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from taizhang.domain.access.models import Account
from taizhang.domain.access.policy import held, holders_below
from taizhang.domain.access.roles import ROLES, Permission, Reach
from taizhang.domain.notices.hours import local
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.notices.models import Digest, Notice
from taizhang.domain.notices.wording import filled, name

AT_FIRST = timedelta(days=30)  # how far back the first digest of a person looks
WHOLE_TREE = "/"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a sentence with its values, and where to go."""

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""

    def spoken(self) -> str:
        """In the language that is active."""
        return filled(self.sentence, self.values)


@dataclass(frozen=True)
class Circle:
    """For whom digests are made at a moment: everybody, or one account."""

    now: datetime
    account: Account | None = None

    @cached_property
    def on(self) -> Any:
        """The day in the district."""
        return local(self.now).date()

    def holding(self, permission: Permission) -> dict[UUID, list[UUID]]:
        """By organisation: the people of the circle whose role over that very organisation gives a permission."""
        if self.account is None:
            return holders_below(permission, path=WHOLE_TREE, on=self.on)
        found: dict[UUID, list[UUID]] = {}
        for each in held(self.account, self.on):
            if permission in ROLES[each.role].permissions and each.part.reach is not Reach.BELOW:
                found[each.organization_id] = [self.account.person_id]
        return found

    def only(self, field_name: str) -> dict[str, Any]:
        """The condition on a column of people that keeps to the circle."""
        return {field_name: self.account.person_id} if self.account else {f"{field_name}__isnull": False}


Source = Callable[[Circle], Iterable[tuple[UUID, Line]]]


@dataclass(frozen=True, slots=True)
class Content:
    """What a person would be told: lines from how things stand, and new notices by kind."""

    lines: tuple[Line, ...]
    notices: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.lines) + len(self.notices)

    def spoken(self) -> list[str]:
        """Its lines in the language that is active; of notices only the kinds, since messages leave the house."""
        new = [gettext("{kind}: {count}").format(kind=name(kind), count=n) for kind, n in self.notices.items()]
        return [*(line.spoken() for line in self.lines), *new]


NOTHING = Content((), {})


def gather(circle: Circle, sources: Sequence[Source]) -> dict[UUID, Content]:
    """What everyone of the circle would be told; who has nothing to be told is not in it."""
    lines: dict[UUID, list[Line]] = {}
    for source in sources:
        for person, line in source(circle):
            lines.setdefault(person, []).append(line)
    new = _new(circle)
    return {person: Content(tuple(lines.get(person, ())), new.get(person, {})) for person in lines.keys() | new.keys()}


def _new(circle: Circle) -> dict[UUID, dict[str, int]]:
    """Unread notices since each person's last digest, by kind."""
    last = Digest.objects.filter(person=OuterRef("person")).order_by("-at").values("at")[:1]
    rows = Notice.objects.unread().exclude(kind=Kind.DIGEST.value).filter(**circle.only("person"), at__lte=circle.now)
    rows = rows.annotate(last=Coalesce(Subquery(last), Value(circle.now - AT_FIRST))).filter(at__gt=F("last"))
    found: dict[UUID, Counter[str]] = {}
    for person, kind, count in rows.order_by().values_list("person_id", "kind").annotate(count=Count("pk")):
        found.setdefault(person, Counter())[kind] = count
    return {person: dict(sorted(counts.items())) for person, counts in found.items()}
