"""The points room as a Django app."""

from django.apps import AppConfig


class PointsConfig(AppConfig):
    """Registers the points room under its own label."""

    name = "taizhang.domain.points"
    label = "points"
    default_auto_field = "django.db.models.BigAutoField"
