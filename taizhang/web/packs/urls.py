"""Addresses of rule packs."""

from django.urls import path

from taizhang.web.packs import publishing, views

app_name = "packs"
urlpatterns = [
    path("packs/", views.packs, name="list"),
    path("packs/checks/", publishing.checks, name="checks"),
    path("packs/publications/", publishing.publications, name="publications"),
    path("packs/<slug:code>/<int:version>/", views.pack, name="pack"),
    path("packs/<slug:code>/<int:version>/<slug:institution>/", views.institution, name="institution"),
]
