"""Files kept with a gathering; always optional."""

from django.db import models

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.records.models.activity import Activity


class Evidence(Noun):
    """One file: what it is by its content, its SHA-256, and a served copy without the camera's own notes."""

    activity = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="evidence")
    draft_id = models.UUIDField(null=True, db_index=True)  # uploaded before the record was handed in
    organization = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64, db_index=True)  # of the file as it was sent
    served_sha256 = models.CharField(max_length=64)  # of what is served; equal when nothing was stripped
    exif = models.JSONField(default=dict)  # kept aside, never served
    received_at = models.DateTimeField()
    received_by_id = models.UUIDField(null=True)
    received_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("received_at", "id")

    def __str__(self) -> str:
        return self.name
