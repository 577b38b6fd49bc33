"""The inspections room as a Django app."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Registers the inspections room under its own label."""

    name = "taizhang.domain.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"
