"""Addresses of the calendar and of its working days."""

from django.urls import path

from taizhang.web.calendar import changes, views, workdays

app_name = "calendar"
urlpatterns = [
    path("calendar/", views.calendar, name="month"),
    path("calendar/workdays/", workdays.workdays, name="workdays"),
    path("calendar/workdays/loading/", workdays.loading, name="loading"),
    path("calendar/workdays/changes/", changes.changing, name="changing"),
    path("calendar/workdays/changes/<uuid:key>/undoing/", changes.undoing, name="undoing"),
]
