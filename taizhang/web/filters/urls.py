"""Addresses of saved filters."""

from django.urls import path

from taizhang.web.filters import sharing, views

app_name = "filters"
urlpatterns = [
    path("me/filters/", views.filters, name="filters"),
    path("me/filters/<uuid:key>/name/", views.name, name="name"),
    path("me/filters/<uuid:key>/opening/", views.opening, name="opening"),
    path("me/filters/<uuid:key>/removal/", views.removal, name="removal"),
    path("me/filters/<uuid:key>/restoration/", views.restoration, name="restoration"),
    path("me/filters/<uuid:key>/sharing/", sharing.sharing, name="sharing"),
    path("me/filters/<uuid:key>/link/", sharing.linking, name="linking"),
    path("filters/<str:token>/", sharing.shared, name="shared"),
]
