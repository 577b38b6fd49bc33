"""Addresses of one's own pages."""

from django.urls import path

from taizhang.web.me import attendances, correction, data, export, retention, views

app_name = "me"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/attendances/", attendances.attendances, name="attendances"),
    path("me/data/", data.data, name="data"),
    path("me/data/disclosure/", data.disclosure, name="disclosure"),
    path("me/data/correction/", correction.correction, name="correction"),
    path("me/data/export/", export.export, name="export"),
    path("retention/", retention.retention, name="retention"),
]
