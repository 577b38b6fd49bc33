"""Organisations and people, their changes, imports and history."""

from tests.authorization import nouns
from tests.authorization.matrix import rows

rows("orgs.view", "organizations", "organization_tree", "organization_choices", "search", "search_suggestions")
rows("people.view", "person_choices", "people")
rows("orgs.view", "organization", "organization_profile", "organization_placements", "organization_history",
     keys=nouns.code)  # fmt: skip

rows("orgs.edit", "organization_founding")
rows(
    "orgs.edit",
    "organization_changes",
    "organization_renaming",
    "organization_kind",
    "organization_move",
    "organization_merger",
    "organization_closure",
    "organization_split",
    "organization_description",
    "organization_posts",
    "organization_offices",
    keys=nouns.code,
)
rows("people.edit", "organization_groups", keys=nouns.code)
rows("people.edit", "organization_group_dissolution", "organization_group_members", keys=nouns.group)
rows("orgs.edit", "organization_post_release", keys=nouns.post)
rows("orgs.edit", "organization_office_closure", keys=nouns.office)

rows("people.edit", "person_registration")
rows("people.reveal", "people_disclosure")
rows("people.view", "person", "person_history", keys=nouns.person)
rows("people.edit", "person_amendment", "person_transfer", "person_confirmation", "person_departure",
     "person_exemptions", keys=nouns.person)  # fmt: skip
rows("people.edit", "person_exemption_lifting", keys=nouns.exemption)
rows("people.reveal", "person_reveal", keys=nouns.person)

rows("imports.run", "imports", "imports_template")
# A file is seen by who offered it, and by whoever imports into the whole tree; the latter is told that only the former
# goes on with it (tests/web/imports).
rows(
    "imports.run",
    *("imports_one", "imports_progress", "imports_corrections", "imports_application", "imports_cancellation"),
    keys=nouns.import_run,
    over="whole",
    never="O",
)
