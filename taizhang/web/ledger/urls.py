"""Addresses of the ledgers."""

from django.urls import path

from taizhang.web.ledger import people, views

app_name = "ledger"
urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/workbook/", views.workbook, name="workbook"),
    path("ledger/not-applicable/", views.not_applicable, name="not_applicable"),
    path("organizations/<str:code>/ledger/", views.of_organization, name="organization"),
    path("people/<uuid:key>/ledger/", people.of_person, name="person"),
    path("me/ledger/", people.mine, name="me"),
]
