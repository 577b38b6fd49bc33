"""The policies room as a Django app."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """Registers the policies room under its own label."""

    name = "taizhang.domain.policies"
    label = "policies"
    default_auto_field = "django.db.models.BigAutoField"
