"""Drafts: what has been typed is saved as it is typed, and gone once the record is handed in."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from taizhang.domain.orgs.models import Organization, Person
from taizhang.domain.records.models import Activity, Draft
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.workflow import State

LONGEST = 200_000  # bytes of a draft


@transaction.atomic
def save_draft(*, id: UUID, organization: Organization, person: Person, body: dict[str, Any], at: datetime) -> Draft:
    """Save what has been typed; an older state that arrives late changes nothing. Typing leaves no audit note."""
    size = len(json.dumps(body, ensure_ascii=False).encode())
    if size > LONGEST:
        raise Refused(
            _("The draft has {size} kB; at most {limit} kB are kept."),
            _("Shorten the minutes, or hand them in as a file."),
            code="records.draft-size",
            size=size // 1000,
            limit=LONGEST // 1000,
        )
    _refuse_handed_in(id)
    draft, made = Draft.objects.select_for_update().get_or_create(
        pk=id, defaults={"organization": organization, "person": person, "body": body, "updated_at": at}
    )
    if draft.person_id != person.pk:
        raise _not_yours()
    if not made and at >= draft.updated_at:
        draft.organization, draft.body, draft.updated_at = organization, body, at
        draft.save(update_fields=["organization", "body", "updated_at"])
    return draft


def drafts_of(person: Person) -> QuerySet[Draft]:
    """What a person has begun and not handed in, the latest first."""
    return Draft.objects.filter(person=person).select_related("organization")


def discard_draft(*, draft: Draft, person: Person) -> None:
    """Throw one's own draft away."""
    if draft.person_id != person.pk:
        raise _not_yours()
    draft.delete()


def _refuse_handed_in(key: UUID) -> None:
    """A state typed before handing in, arriving after it, does not bring the draft back."""
    if Activity.objects.filter(pk=key, submission__state__in=[State.SUBMITTED, State.APPROVED]).exists():
        raise Refused(_("This record was already handed in."), _("Open it to see it."), code="records.draft-handed-in")


def _not_yours() -> Refused:
    return Refused(
        _("This draft belongs to somebody else."), _("Begin a draft of your own."), code="records.draft-not-yours"
    )
