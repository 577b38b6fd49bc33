"""The orgs room as a Django app."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Registers the orgs room under its own label."""

    name = "taizhang.domain.orgs"
    label = "orgs"
    default_auto_field = "django.db.models.BigAutoField"
