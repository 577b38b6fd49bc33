"""The records room as a Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Registers the records room under its own label."""

    name = "taizhang.domain.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
