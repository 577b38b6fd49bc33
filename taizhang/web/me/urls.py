"""Addresses of one's own pages."""

from django.urls import path

from taizhang.web.me import attendances, data, views

app_name = "me"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/attendances/", attendances.attendances, name="attendances"),
    path("me/data/", data.data, name="data"),
    path("me/data/disclosure/", data.disclosure, name="disclosure"),
]
