"""The cases room as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers the cases room under its own label."""

    name = "taizhang.domain.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
