"""Addresses of the exchange with the national record."""

from django.urls import path

from taizhang.web.exchange import views

urlpatterns = [
    path("people/exchange/", views.exchange, name="exchange"),
    path("people/exchange/export/", views.export, name="exchange_export"),
    path("people/exchange/differences/", views.differences, name="exchange_differences"),
]
