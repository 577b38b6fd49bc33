"""Addresses of imports."""

from django.urls import path

from taizhang.web.imports import views

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/template/", views.template, name="imports_template"),
    path("imports/<uuid:key>/", views.one, name="imports_one"),
    path("imports/<uuid:key>/progress/", views.progress, name="imports_progress"),
    path("imports/<uuid:key>/application/", views.application, name="imports_application"),
    path("imports/<uuid:key>/cancellation/", views.cancellation, name="imports_cancellation"),
    path("imports/<uuid:key>/corrections/", views.corrections, name="imports_corrections"),
]
