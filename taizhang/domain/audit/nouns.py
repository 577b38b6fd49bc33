"""The base of every noun, and of every noun that is only ever added to."""

from typing import Any, NoReturn, Self

from django.db import models

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7


class Noun(models.Model):
    """A row with an identifier that a client may have made; sending it twice is harmless."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


def refuse_change() -> NoReturn:
    """Say that a ledger row is corrected by another row and never edited."""
    raise Refused(
        _("A ledger row is never changed or deleted."),
        _("Correct it by a reversing row."),
        code="audit.append-only",
    )


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that can be read and added; the back doors of the ORM are closed too."""

    def update(self, **values: Any) -> int:
        """Refuse: append-only."""
        refuse_change()

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: append-only."""
        refuse_change()

    def _raw_delete(self, using: str | None) -> int:
        """Refuse: append-only; what cascades from other rows passes through here."""
        refuse_change()

    def bulk_create(self, *args: Any, **options: Any) -> list[Any]:
        """Insert; refuse to change those that are there already."""
        if options.get("update_conflicts"):
            refuse_change()
        return super().bulk_create(*args, **options)

    def bulk_update(self, *args: Any, **options: Any) -> int:
        """Refuse: append-only."""
        refuse_change()


class AppendOnly(models.Model):
    """A row that exists for good; the serving role has only SELECT and INSERT on its table."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Insert; a second save is refused."""
        if not self._state.adding:
            refuse_change()
        options["force_insert"] = True
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Refuse: append-only."""
        refuse_change()

    @classmethod
    def add(cls, **values: Any) -> Self:
        """Insert one row and return it."""
        row = cls(**values)
        row.save()
        return row
