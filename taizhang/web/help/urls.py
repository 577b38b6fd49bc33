"""Addresses of help: open to everybody, for whoever cannot sign in needs it most; institutions once signed in."""

from django.urls import path

from taizhang.web.help import institutions, pages, touring

app_name = "help"
urlpatterns = [
    path("help/", pages.index, name="index"),
    path("help/guides/<slug:code>/", pages.guide, name="guide"),
    path("help/institutions/<str:code>/", institutions.institution, name="institution"),
    path("help/tours/<slug:code>/", touring.tour, name="tour"),
    path("help/tours/<slug:code>/beginning/", touring.beginning, name="beginning"),
    path("help/tours/<slug:code>/ending/", touring.ending, name="ending"),
    path("help/<slug:code>/", pages.topic, name="topic"),
]
