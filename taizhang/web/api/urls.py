"""The addresses of the interface, read when the first program asks for one: its library takes a while to load."""

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RoutePattern


class LateResolver(URLResolver):
    """Addresses of a namespace of their own that are not read before somebody asks for one of them."""

    def _populate(self) -> None:
        """Names are looked up through the namespace; nothing needs to be known beforehand."""


urlpatterns: list[URLPattern | URLResolver] = [
    LateResolver(RoutePattern("api/v1/"), "taizhang.web.api.doors", app_name="api", namespace="api")
]
