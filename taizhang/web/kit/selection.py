"""Many at once: the rows that were ticked, or all that a filter chooses; shown before anything is done to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict

from taizhang.kernel.errors import Refused, _

Rows = TypeVar("Rows", bound=QuerySet[Any])
MOST = 500  # in one act, so that its preview can be read and its trace stays legible


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows of a list are meant: some by their identifiers, or all that its filter leaves (`?all=1`)."""

    keys: tuple[UUID, ...] = ()
    everything: bool = False

    @classmethod
    def of(cls, given: QueryDict) -> Self:
        """What was ticked: `id` once a row, `all` for every row of the filter in the same address."""
        return cls(tuple(dict.fromkeys(_identifiers(given.getlist("id")))), given.get("all") == "1")

    def __bool__(self) -> bool:
        return bool(self.keys) or self.everything

    def narrow(self, rows: Rows, field: str = "pk") -> Rows:
        """The rows meant; without any choice the whole list."""
        return rows if self.everything or not self.keys else rows.filter(**{f"{field}__in": self.keys})

    def rows(self, rows: Rows, field: str = "pk", most: int = MOST) -> Rows:
        """The rows meant, for an act: refused when nothing was chosen, or more than can be looked through at once."""
        if not self:
            raise Refused(_("Nothing was chosen."), _("Tick some rows in the list."), code="web.nothing-chosen")
        chosen = self.narrow(rows, field)
        count = chosen.order_by().values("pk")[: most + 1].count()
        if count > most:
            raise Refused(
                _("More than {most} rows were chosen; so many cannot be looked through at once."),
                _("Narrow the list, for example to one street or one month, and choose again."),
                code="web.too-many-chosen",
                most=most,
            )
        return chosen


def _identifiers(texts: Iterable[str]) -> Iterable[UUID]:
    for text in texts:
        try:
            yield UUID(text)
        except ValueError:
            continue
