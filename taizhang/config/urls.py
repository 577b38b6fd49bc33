"""The addresses: the health check here, everything else in the rooms and modules."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from taizhang.config.health import healthz
from taizhang.config.rooms import modules

ROOMS = [f"{app}.urls" for app in ("taizhang.web", *modules()) if find_spec(f"{app}.urls")]

handler400 = "taizhang.web.kit.oversize.unread"
handler500 = "taizhang.web.kit.failures.failed"
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    *(path("", include(room)) for room in ROOMS),
]
