"""Addresses of review meetings, and of the ballot of their panels."""

from django.urls import path

from taizhang.web.reviewing import ballot, listing, meetings, panel, reports, results, stages, writing

app_name = "reviewing"
urlpatterns = [
    path("review-meetings/", listing.meetings, name="meetings"),
    path("review-meetings/new/", meetings.new_meeting, name="new_meeting"),
    path("review-meetings/<uuid:key>/", meetings.meeting, name="meeting"),
    path("review-meetings/<uuid:key>/opening/", stages.opening, name="opening"),
    path("review-meetings/<uuid:key>/closing/", stages.closing, name="closing"),
    path("review-meetings/<uuid:key>/calling-off/", stages.calling_off, name="calling_off"),
    path("review-meetings/<uuid:key>/screen/", stages.screen, name="screen"),
    path("review-meetings/<uuid:key>/results/", results.results, name="results"),
    path("review-meetings/<uuid:key>/reports/", reports.adding, name="adding"),
    path("review-meetings/<uuid:key>/seats/", panel.seats, name="seats"),
    path("review-meetings/<uuid:key>/codes/", panel.codes, name="codes"),
    path("review-meetings/seats/<uuid:key>/removal/", panel.removal, name="seat_removal"),
    path("review-meetings/reports/<uuid:key>/", reports.report, name="report"),
    path("review-meetings/reports/<uuid:key>/removal/", reports.removal, name="removal"),
    path("review-meetings/reports/<uuid:key>/comment/", reports.commenting, name="comment"),
    path("review-meetings/reports/<uuid:key>/self-report/", writing.writing, name="writing"),
    path("review-meetings/reports/<uuid:key>/taking-back/", writing.taking_back, name="taking_back"),
    path("panel/", ballot.panel, name="panel"),
    path("panel/ballot/", ballot.casting, name="casting"),
    path("panel/thanks/", ballot.thanks, name="thanks"),
]
