"""Addresses of samples."""

from django.urls import path

from taizhang.web.samples import mine, views

urlpatterns = [
    path("samples/", views.samples, name="samples"),
    path("samples/draws/", views.drawing, name="samples_drawing"),
    path("samples/mine/", mine.mine, name="samples_mine"),
    path("samples/mine/<uuid:key>/", mine.reading, name="samples_reading"),
    path("samples/mine/<uuid:key>/declining/", mine.declining, name="samples_declining"),
    path("samples/<str:month>/", views.one_draw, name="sample_draw"),
    path("samples/<str:month>/tickets/", views.draw_tickets, name="sample_tickets"),
]
