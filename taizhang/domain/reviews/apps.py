"""The reviews room as a Django app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Registers the reviews room under its own label."""

    name = "taizhang.domain.reviews"
    label = "reviews"
    default_auto_field = "django.db.models.BigAutoField"
