"""The assessments room as a Django app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Registers the assessments room under its own label."""

    name = "taizhang.domain.assessments"
    label = "assessments"
    default_auto_field = "django.db.models.BigAutoField"
