"""Sharing a filter: with the people of one's organisation, or by a link. What is shared are words, never rows."""

import secrets

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.models import Organization
from taizhang.domain.preferences.models import SavedFilter

BYTES = 24  # of a link nobody guesses


@action
def share_with(*, saved: SavedFilter, organization: Organization | None, by: Actor) -> SavedFilter:
    """Offer a filter to the people of an organisation; None: to nobody any more."""
    if saved.shared_with_id == (organization.pk if organization else None):
        return saved
    saved.shared_with = organization
    saved.save(update_fields=["shared_with"])
    note(_note("preferences.share" if organization else "preferences.unshare", saved, by))
    return saved


@action
def link(*, saved: SavedFilter, wanted: bool, by: Actor) -> SavedFilter:
    """Make a link that opens a filter, or end it. Whoever opens it sees what is his to see, and nothing more."""
    if wanted == bool(saved.token):
        return saved
    saved.token = secrets.token_urlsafe(BYTES) if wanted else None
    saved.save(update_fields=["token"])
    note(_note("preferences.link" if wanted else "preferences.unlink", saved, by))
    return saved


def _note(verb: str, saved: SavedFilter, by: Actor) -> Note:
    """The list and the name; the conditions may hold a person's name and stay out of the trail."""
    return Note(verb, saved, by, saved.shared_with_id, label=saved.name, details={"address": saved.address})
