"""Addresses of histories."""

from django.urls import path

from taizhang.web.history import views

urlpatterns = [
    path("history/", views.history, name="history"),
    path("history/<slug:name>/", views.register, name="history_register"),
    path("organizations/<str:code>/history/", views.organization, name="organization_history"),
    path("people/<uuid:key>/history/", views.person, name="person_history"),
]
