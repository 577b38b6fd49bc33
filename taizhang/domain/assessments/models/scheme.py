"""A published version of a scheme: how organisations are judged from a period on."""

from django.db import models
from django.db.models import F, Q

from taizhang.domain.audit.nouns import AppendOnly
from taizhang.kernel.ids import uuid7


class SchemeVersion(AppendOnly):
    """A version of a scheme, never edited, only followed; it judges periods beginning from `valid_from` on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    title_zh = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    period_kind = models.CharField(max_length=10)  # year, quarter, month
    overlay = models.BooleanField(default=False)  # judges beside the main scheme, say the stars of the province
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    published_at = models.DateTimeField()
    published_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("-valid_from", "code", "-version")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="a_scheme_version_is_published_once"),
            models.UniqueConstraint(
                fields=["period_kind", "valid_from"],
                condition=Q(overlay=False),
                name="one_main_scheme_starts_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="a_scheme_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"
