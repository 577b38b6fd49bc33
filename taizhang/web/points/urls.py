"""Addresses of points."""

from django.urls import path

from taizhang.web.points import below, by_hand, entries, views

app_name = "points"
urlpatterns = [
    path("points/", views.points, name="points"),
    path("points/below/", below.below, name="below"),
    path("points/new/", by_hand.entry_new, name="new"),
    path("points/<uuid:key>/undo/", by_hand.entry_undo, name="undo"),
    path("points/<uuid:key>/", entries.entry, name="entry"),
    path("points/<uuid:key>/reversal/", entries.reversal, name="reversal"),
    path("people/<uuid:key>/points/", views.person_points, name="person"),
    path("me/points/", views.my_points, name="mine"),
]
