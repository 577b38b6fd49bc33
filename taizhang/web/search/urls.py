"""Addresses of search."""

from django.urls import path

from taizhang.web.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggestions, name="search_suggestions"),
]
