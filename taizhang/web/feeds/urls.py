"""Addresses of calendars to subscribe to."""

from django.urls import path

from taizhang.web.feeds import organization, reading, views

app_name = "feeds"
urlpatterns = [
    path("feeds/<str:token>.ics", reading.feed, name="feed"),
    path("me/feeds/", views.feeds, name="feeds"),
    path("me/feeds/<uuid:key>/renewal/", views.renewal, name="renewal"),
    path("me/feeds/<uuid:key>/revocation/", views.revocation, name="revocation"),
    path("organizations/<str:code>/feeds/", organization.organization_feeds, name="organization_feeds"),
    path(
        "organizations/<str:code>/feeds/<uuid:key>/revocation/",
        organization.organization_revocation,
        name="organization_revocation",
    ),
]
