"""The notices room as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers the notices room under its own label."""

    name = "taizhang.domain.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
