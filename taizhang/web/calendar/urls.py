"""The address of the calendar."""

from django.urls import path

from taizhang.web.calendar import views

app_name = "calendar"
urlpatterns = [path("calendar/", views.calendar, name="month")]
