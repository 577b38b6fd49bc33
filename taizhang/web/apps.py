"""The web floor as a Django app: it carries templates, static files and the frame's messages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Pages over the domain."""

    name = "taizhang.web"
    label = "web"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Open the doors through which signing in leaves its trace."""
        from taizhang.web.access import doors  # noqa: F401
