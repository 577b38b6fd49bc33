"""The duties room as a Django app."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Registers the duties room under its own label."""

    name = "taizhang.domain.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"
