"""The access room as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers the access room under its own label."""

    name = "taizhang.domain.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
