"""Addresses of duties."""

from django.urls import path

from taizhang.web.duties import batch, issuing, listing, views

app_name = "duties"
urlpatterns = [
    path("duties/", listing.duties, name="list"),
    path("duties/not-applicable/", views.unowed, name="not_applicable"),
    path("duties/issuances/", issuing.issuances, name="issuances"),
    path("duties/waivers/", batch.waivers, name="waivers"),
    path("duties/waivers/<int:number>/withdrawal/", batch.withdrawals, name="withdrawals"),
    path("duties/<uuid:key>/", views.duty, name="duty"),
    path("duties/<uuid:key>/waiver/", views.waiver, name="waiver"),
    path("duties/<uuid:key>/waiver/withdrawal/", views.withdrawal, name="withdrawal"),
]
