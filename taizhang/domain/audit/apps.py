"""The audit room as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the audit room under its own label."""

    name = "taizhang.domain.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
