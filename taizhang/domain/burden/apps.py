"""The burden room as a Django app."""

from django.apps import AppConfig


class BurdenConfig(AppConfig):
    """Registers the burden room under its own label."""

    name = "taizhang.domain.burden"
    label = "burden"
    default_auto_field = "django.db.models.BigAutoField"
