"""Addresses of notices."""

from django.urls import path

from taizhang.web.notices import circulars, inbox

app_name = "notices"
urlpatterns = [
    path("notices/", inbox.notices, name="inbox"),
    path("notices/kinds/", inbox.kinds, name="kinds"),
    path("notices/reading/", inbox.reading, name="reading"),
    path("notices/reading/reversal/", inbox.unreading, name="unreading"),
    path("notices/<uuid:key>/", inbox.notice, name="notice"),
    path("circulars/", circulars.circulars, name="circulars"),
    path("circulars/new/", circulars.new, name="circular_new"),
    path("circulars/<uuid:key>/", circulars.circular, name="circular"),
    path("circulars/<uuid:key>/withdrawal/", circulars.withdrawal, name="withdrawal"),
    path("circulars/<uuid:key>/recall/", circulars.recalling, name="recall"),
]
