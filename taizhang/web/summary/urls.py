"""Addresses of the summary."""

from django.urls import path

from taizhang.web.summary import views

urlpatterns = [path("summary/", views.summary, name="summary")]
