"""Addresses of reviewing."""

from django.urls import path

from taizhang.web.reviews import batch, views

app_name = "reviews"
urlpatterns = [
    path("reviews/", views.reviews, name="queue"),
    path("reviews/approvals/", batch.approvals, name="approvals"),
    path("reviews/approvals/<int:number>/reversal/", batch.reversal, name="reversal"),
    path("reviews/<uuid:key>/", views.review, name="review"),
    path("reviews/<uuid:key>/approval/", views.approval, name="approval"),
    path("reviews/<uuid:key>/return/", views.sent_back, name="return"),
    path("reviews/<uuid:key>/recall/", views.recalled, name="recall"),
    path("reviews/<uuid:key>/reopening/", views.reopened, name="reopening"),
]
