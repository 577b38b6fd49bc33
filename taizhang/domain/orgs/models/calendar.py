"""Days on which the official calendar differs from the week, and who entered or changed them."""

from django.db import models

from taizhang.domain.audit.nouns import Noun


class CalendarDay(models.Model):
    """A public holiday, or a weekend day that is worked to make up for one."""

    day = models.DateField(primary_key=True)
    is_workday = models.BooleanField()
    name = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=200, blank=True)  # the notice that says so

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class CalendarChange(Noun):
    """One change of the table: what stood before and stands since, why, by whose word, who and when."""

    at = models.DateTimeField()
    by_person_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    because = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)
    days = models.JSONField()  # [{day, before, after}], each of the two {is_workday, name, source} or null
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return self.because
