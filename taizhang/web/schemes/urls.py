"""Addresses of schemes, of one's drafts of them, and of what a draft would change."""

from django.urls import path

from taizhang.web.schemes import drafts, editor, publishing, results, views

app_name = "schemes"
urlpatterns = [
    path("schemes/", views.schemes, name="list"),
    path("schemes/drafts/", drafts.drafts, name="drafts"),
    path("schemes/drafts/<uuid:key>/", editor.draft, name="draft"),
    path("schemes/drafts/<uuid:key>/effect/", editor.trial, name="effect"),
    path("schemes/drafts/<uuid:key>/file/", drafts.file, name="draft_file"),
    path("schemes/drafts/<uuid:key>/removal/", drafts.removal, name="removal"),
    path("schemes/drafts/<uuid:key>/restoration/", drafts.restoration, name="restoration"),
    path("schemes/drafts/<uuid:key>/what-if/", results.what_if, name="what_if"),
    path("schemes/drafts/<uuid:key>/what-if/<str:code>/", results.organization, name="two_trees"),
    path("schemes/drafts/<uuid:key>/publication/", publishing.publication, name="publication"),
    path("schemes/<slug:code>/<int:version>/", views.version, name="version"),
    path("schemes/<slug:code>/<int:version>/comparison/", views.comparison, name="comparison"),
]
