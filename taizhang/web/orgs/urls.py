"""Addresses of organisations."""

from django.urls import path

from taizhang.web.orgs import acts, choosing, founding, listing, organization, staffing, tree

ONE = "organizations/<str:code>/"

urlpatterns = [
    path("organizations/", listing.organizations, name="organizations"),
    path("organizations/tree/", tree.tree, name="organization_tree"),
    path("organizations/new/", founding.founding, name="organization_founding"),
    path("organizations/choices/", choosing.organization_choices, name="organization_choices"),
    path("people/choices/", choosing.person_choices, name="person_choices"),
    path(ONE, organization.organization, name="organization"),
    path(ONE + "profile/", organization.profile, name="organization_profile"),
    path(ONE + "placements/", organization.placements, name="organization_placements"),
    path(ONE + "changes/", organization.changes, name="organization_changes"),
    *(path(f"{ONE}{noun}/", acts.change, {"noun": noun}, name=f"organization_{noun}") for noun in acts.CHANGES),
    path(ONE + "split/", founding.split, name="organization_split"),
    path(ONE + "description/", founding.description, name="organization_description"),
    path(ONE + "posts/", staffing.posts, name="organization_posts"),
    path(ONE + "posts/<uuid:key>/release/", staffing.post_release, name="organization_post_release"),
    path(ONE + "groups/", staffing.groups, name="organization_groups"),
    path(ONE + "groups/<uuid:key>/dissolution/", staffing.group_dissolution, name="organization_group_dissolution"),
    path(ONE + "groups/<uuid:key>/members/", staffing.group_members, name="organization_group_members"),
    path(ONE + "offices/", staffing.offices, name="organization_offices"),
    path(ONE + "offices/<uuid:key>/closure/", staffing.office_closure, name="organization_office_closure"),
]
