"""The address of the wall screen."""

from django.urls import path

from taizhang.web.wall import views

urlpatterns = [path("wall/", views.wall, name="wall")]
