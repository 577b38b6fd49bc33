"""Addresses of notices."""

from django.urls import path

from taizhang.web.notices import circulars, connectors, digest, inbox

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
    path("me/digest/", digest.digest, name="digest"),
    path("me/contact/", digest.contact, name="contact"),
    path("connectors/", connectors.connectors, name="connectors"),
    path("connectors/new/", connectors.new, name="connector_new"),
    path("connectors/<uuid:key>/trial/", connectors.trial, name="connector_trial"),
    path("connectors/<uuid:key>/closure/", connectors.closure, name="connector_closure"),
    path("connectors/<uuid:key>/opening/", connectors.opening, name="connector_opening"),
]
