"""A published version of a scheme: how organisations are judged from a period on."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from taizhang.domain.audit.nouns import Noun


class SchemeQuerySet(models.QuerySet["SchemeVersion"]):
    """Sets of versions of schemes."""

    def in_force(self, day: date, period: str) -> "SchemeVersion | None":
        """The main scheme that judges periods of a kind beginning on a day: the latest to have started."""
        mine = self.filter(valid_from__lte=day, period_kind=period, overlay=False)
        found = mine.order_by("-valid_from", "-version").first()
        return None if found is None or (found.valid_to is not None and found.valid_to < day) else found


class SchemeVersion(Noun):
    """A version of a scheme, never edited, only followed; it judges periods beginning from `valid_from` on."""

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

    objects = SchemeQuerySet.as_manager()

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
