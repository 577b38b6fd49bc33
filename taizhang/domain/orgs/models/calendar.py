"""Days on which the official calendar differs from the week."""

from django.db import models


class CalendarDay(models.Model):
    """A public holiday, or a weekend day that is worked to make up for one."""

    day = models.DateField(primary_key=True)
    is_workday = models.BooleanField()
    name = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
