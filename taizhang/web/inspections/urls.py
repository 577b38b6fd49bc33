"""Addresses of plans of visits and of visits."""

from django.urls import path

from taizhang.web.inspections import arranging, listing, plans, visits, widenings

app_name = "inspections"
urlpatterns = [
    path("visits/", listing.visits, name="visits"),
    path("visits/plans/", plans.plans, name="plans"),
    path("visits/plans/new/", plans.new_plan, name="new_plan"),
    path("visits/plans/<uuid:key>/", plans.plan, name="plan"),
    path("visits/plans/<uuid:key>/withdrawal/", plans.withdrawal, name="withdrawal"),
    path("visits/plans/<uuid:key>/widening/", widenings.widening, name="widening"),
    path("visits/plans/<uuid:key>/widenings/<uuid:widening>/undoing/", widenings.undoing, name="undoing"),
    path("visits/plans/<uuid:key>/visits/", arranging.arranging, name="arranging"),
    path("visits/<uuid:key>/", visits.visit, name="visit"),
    path("visits/<uuid:key>/cancellation/", visits.cancellation, name="cancellation"),
    path("visits/<uuid:key>/restoration/", visits.restoration, name="restoration"),
]
