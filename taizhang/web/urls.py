"""The addresses of all pages: each room brings its own."""

from pathlib import Path

from django.urls import URLPattern, URLResolver, include, path

ROOMS = sorted(file.parent.name for file in Path(__file__).parent.glob("*/urls.py"))

urlpatterns: list[URLPattern | URLResolver] = [path("", include(f"taizhang.web.{room}.urls")) for room in ROOMS]
