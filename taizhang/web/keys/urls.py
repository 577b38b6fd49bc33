"""Addresses of keys."""

from django.urls import path

from taizhang.web.keys import everyones, own

app_name = "keys"
urlpatterns = [
    path("me/keys/", own.keys, name="own"),
    path("me/keys/new/", own.new, name="new"),
    path("me/keys/<uuid:key>/revocation/", own.revocation, name="revocation"),
    path("keys/", everyones.keys, name="all"),
    path("keys/<uuid:key>/revocation/", everyones.revocation, name="ending"),
]
