"""Addresses of the kit: the language switch and the gallery of components."""

from django.urls import path

from taizhang.web.kit import gallery, language

urlpatterns = [
    path("language/", language.choose, name="language"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("gallery/<slug:part>/", gallery.gallery, name="gallery_part"),
]
