"""A file that was offered for import, its preview and its end."""

from django.db import models

from taizhang.domain.audit.nouns import Noun


class ImportState(models.TextChoices):
    """Where an import stands."""

    PREVIEWED = "previewed", "已预览"
    APPLYING = "applying", "导入中"
    APPLIED = "applied", "已导入"
    CANCELLED = "cancelled", "已取消"
    FAILED = "failed", "未成功"


class ImportRun(Noun):
    """One offered file: what it would add and change, which rows it is refused for, and how far it has come."""

    kind = models.CharField(max_length=20)  # divisions or people
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=200)  # where the file lies under the evidence folder
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.PREVIEWED)
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)  # [{row, column, message}]
    offered_at = models.DateTimeField()
    offered_by_id = models.UUIDField(null=True)
    offered_by_name = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("-offered_at",)

    def __str__(self) -> str:
        return self.file_name
