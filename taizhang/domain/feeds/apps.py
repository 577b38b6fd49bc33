"""The feeds room as a Django app."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """Registers the feeds room under its own label."""

    name = "taizhang.domain.feeds"
    label = "feeds"
    default_auto_field = "django.db.models.BigAutoField"
