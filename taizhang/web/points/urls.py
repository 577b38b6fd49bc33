"""Addresses of points."""

from django.urls import path

from taizhang.web.points import below, entries, views

app_name = "points"
urlpatterns = [
    path("points/", views.points, name="points"),
    path("points/below/", below.below, name="below"),
    path("points/<uuid:key>/", entries.entry, name="entry"),
    path("points/<uuid:key>/reversal/", entries.reversal, name="reversal"),
    path("people/<uuid:key>/points/", views.person_points, name="person"),
    path("me/points/", views.my_points, name="mine"),
]
