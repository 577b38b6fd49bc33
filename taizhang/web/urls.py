"""The addresses of all pages: each room brings its own."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

ROOMS = ("kit", "home", "access", "setup", "search", "orgs", "duties", "records", "reviews", "points", "me")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"taizhang.web.{room}.urls"))
    for room in ROOMS
    if find_spec(f"taizhang.web.{room}") and find_spec(f"taizhang.web.{room}.urls")
]
