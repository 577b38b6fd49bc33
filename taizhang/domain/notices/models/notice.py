"""One line of somebody's inbox."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.orgs.models import Person


class NoticeQuerySet(models.QuerySet[Any]):
    """Sets of notices."""

    def of(self, person_id: UUID) -> Self:
        """Those of one person; nobody sees another's."""
        return self.filter(person_id=person_id)

    def unread(self) -> Self:
        """Those not yet opened."""
        return self.filter(read_at__isnull=True)

    def since(self, moment: datetime) -> Self:
        """Those told from a moment on."""
        return self.filter(at__gte=moment)


class Notice(Noun):
    """Something one person is told: of which kind, about which noun, where to look; the words follow from the kind."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.UUIDField(null=True)
    about_label = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=300, blank=True)
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)  # for the reader alone: nobody is told who has read what

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "about_id"],
                condition=Q(read_at__isnull=True, about_id__isnull=False),
                name="a_notice_waits_unread_once",
            )
        ]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="notice_of_person"),
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["about_id", "kind"], name="notice_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about_label}"
