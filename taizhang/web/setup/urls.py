"""The address of the set-up."""

from django.urls import path

from taizhang.web.setup import views

urlpatterns = [path("setup/", views.setup, name="setup")]
