"""Addresses of paper."""

from django.urls import path

from taizhang.web.paper import uploads, views

app_name = "paper"
urlpatterns = [
    path("paper/", views.paper, name="paper"),
    path("paper/sheets/", views.sheets, name="sheets"),
    path("paper/uploads/<uuid:key>/", uploads.upload, name="upload"),
    path("paper/uploads/<uuid:key>/records/", uploads.entering, name="records"),
    path("paper/uploads/<uuid:key>/removal/", uploads.removal, name="removal"),
    path("paper/uploads/<uuid:key>/corrections/", uploads.corrections, name="corrections"),
]
