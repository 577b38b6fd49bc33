"""Addresses of the policy page."""

from django.urls import path

from taizhang.web.policies import views

app_name = "policies"
urlpatterns = [
    path("policies/", views.policies, name="list"),
    path("policies/<str:code>/", views.switch, name="switch"),
    path("policies/warrants/<uuid:key>/ending/", views.ending, name="ending"),
]
