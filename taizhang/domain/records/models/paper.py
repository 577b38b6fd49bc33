"""Filled sheets that were sent in, what they would bring, and what became of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from taizhang.domain.audit.nouns import Noun


class UploadState(models.TextChoices):
    """Where sent sheets stand."""

    PREVIEWED = "previewed", "已预览"
    ENTERED = "entered", "已录入"
    DISCARDED = "discarded", "已放弃"


class PaperUpload(Noun):
    """One or several workbooks of filled sheets; what was typed in them is kept only until they are entered."""

    files = ArrayField(models.CharField(max_length=200))
    state = models.CharField(max_length=12, choices=UploadState.choices, default=UploadState.PREVIEWED)
    sheets = models.JSONField(default=list)  # the cells as they came, by the sheet
    seen = models.JSONField(default=list)  # what each would bring, as it was told
    organizations = ArrayField(models.UUIDField(), default=list)
    records = ArrayField(models.UUIDField(), default=list)  # what was handed in of them
    offered_at = models.DateTimeField()
    offered_by_id = models.UUIDField(null=True)
    offered_by_name = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-offered_at", "-id")
        indexes = [models.Index(fields=["offered_by_id", "-offered_at"], name="paper_of_person")]

    def __str__(self) -> str:
        return ", ".join(self.files)
