"""The addresses: the health check here, everything else in the rooms."""

from importlib.util import find_spec

from django.urls import include, path

from taizhang.config.health import healthz

urlpatterns = [path("healthz", healthz, name="healthz")]
if find_spec("taizhang.web.urls"):
    urlpatterns += [path("", include("taizhang.web.urls"))]
urlpatterns += [path("accounts/", include("allauth.urls"))]
