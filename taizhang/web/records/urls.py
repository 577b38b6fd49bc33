"""Addresses of records."""

from django.urls import path

from taizhang.web.records import checkin, drafts, listing, record, views

app_name = "records"
urlpatterns = [
    path("records/", listing.records, name="list"),
    path("records/new/", views.new, name="new"),
    path("records/preview/", views.preview, name="preview"),
    path("records/drafts/", drafts.drafts, name="drafts"),
    path("records/drafts/<uuid:key>/", drafts.draft, name="draft"),
    path("records/drafts/<uuid:key>/check-in/", checkin.code, name="check_in_code"),
    path("check-in/<str:token>/", checkin.here, name="check_in"),
    path("records/drafts/<uuid:key>/removal/", drafts.removal, name="draft_removal"),
    path("records/drafts/<uuid:key>/restoration/", drafts.restoration, name="draft_restoration"),
    path("records/<uuid:key>/", record.record, name="record"),
    path("records/<uuid:key>/print/", record.printed, name="print"),
    path("records/<uuid:key>/revision/", views.revision, name="revision"),
    path("records/<uuid:key>/withdrawal/", record.withdrawal, name="withdrawal"),
    path("records/<uuid:key>/evidence/<uuid:file_key>/", record.file, name="file"),
]
