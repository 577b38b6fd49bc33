"""The preferences room as a Django app."""

from django.apps import AppConfig


class PreferencesConfig(AppConfig):
    """Registers the preferences room under its own label."""

    name = "taizhang.domain.preferences"
    label = "preferences"
    default_auto_field = "django.db.models.BigAutoField"
