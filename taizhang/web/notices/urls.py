"""Addresses of notices."""

from django.urls import path

from taizhang.web.notices import inbox

app_name = "notices"
urlpatterns = [
    path("notices/", inbox.notices, name="inbox"),
    path("notices/kinds/", inbox.kinds, name="kinds"),
    path("notices/reading/", inbox.reading, name="reading"),
    path("notices/reading/reversal/", inbox.unreading, name="unreading"),
    path("notices/<uuid:key>/", inbox.notice, name="notice"),
]
