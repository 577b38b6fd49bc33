"""Addresses of people."""

from django.urls import path

from taizhang.web.people import acts, disclosure, listing, person, registering

ONE = "people/<uuid:key>/"

urlpatterns = [
    path("people/", listing.people, name="people"),
    path("people/new/", registering.registration, name="person_registration"),
    path("people/disclosure/", disclosure.disclosure, name="people_disclosure"),
    path(ONE, person.person, name="person"),
    path(ONE + "amendment/", acts.amendment, name="person_amendment"),
    path(ONE + "transfer/", acts.transfer, name="person_transfer"),
    path(ONE + "confirmation/", acts.confirmation, name="person_confirmation"),
    path(ONE + "departure/", acts.departure, name="person_departure"),
    path(ONE + "exemptions/", acts.exemptions, name="person_exemptions"),
    path(ONE + "exemptions/<uuid:exemption>/lifting/", acts.exemption_lifting, name="person_exemption_lifting"),
    path(ONE + "reveal/", disclosure.revelation, name="person_reveal"),
]
