"""The audit trail."""

from uuid import UUID

from django.db import models

from taizhang.domain.audit.actor import Channel
from taizhang.domain.audit.nouns import AppendOnly, AppendOnlyQuerySet


class AuditQuerySet(AppendOnlyQuerySet):
    """Audit entries, newest last."""

    def about(self, subject_id: UUID | str) -> "AuditQuerySet":
        """The history of one noun."""
        return self.filter(subject_id=subject_id)

    def telling(self, subject_id: UUID | str) -> "AuditQuerySet":
        """The history of one noun, with the acts on many that it was one of; asks for those at once."""
        numbers = list(AuditSubject.objects.filter(subject_id=subject_id).values_list("entry_id", flat=True))
        return self.filter(models.Q(subject_id=subject_id) | models.Q(number__in=numbers))


class AuditEntry(AppendOnly):
    """One act: who, what, on what, when, through which door, and the hash that chains it to the entry before."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor_id = models.UUIDField(null=True, db_index=True)
    actor_name = models.CharField(max_length=120)
    channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Channel])
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True, db_index=True)
    subject_label = models.CharField(max_length=300, blank=True)
    organization_id = models.UUIDField(null=True, db_index=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()  # type: ignore[misc]  # the stubs take a manager for an instance variable

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject_label}"


class AuditSubject(AppendOnly):
    """A further noun that an entry is about: one of many entered at once, or the other side of a merger.

    The hash in the details of an entry on many proves which rows it was about.
    """

    entry = models.ForeignKey(AuditEntry, models.PROTECT, related_name="subjects", db_index=False)
    subject_id = models.UUIDField(db_index=True)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.subject_id}"
