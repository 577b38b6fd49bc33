"""Drafts of schemes: kept as one types, gone when they are thrown away. They leave no audit note, as all typing."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from taizhang.domain.assessments.models import SchemeDraft, SchemeVersion
from taizhang.domain.orgs.models import Person
from taizhang.kernel.errors import Refused, _

LONGEST = 400_000  # bytes of a draft; the default scheme has some ten thousand
MOST = 20  # drafts of one person


def drafts_of(person: Person) -> QuerySet[SchemeDraft]:
    """What a person is working on, the latest first."""
    return SchemeDraft.objects.filter(person=person).select_related("base")


@transaction.atomic
def begin_draft(
    *, content: Mapping[str, Any], base: SchemeVersion | None, person: Person, at: datetime, id: UUID | None = None
) -> SchemeDraft:
    """A new draft with this content, shown beside a version."""
    _refuse_long(content)
    if SchemeDraft.objects.filter(person=person).count() >= MOST:
        raise Refused(
            _("You keep {most} drafts of schemes already."),
            _("Throw one of them away first."),
            code="assessments.drafts-many",
            most=MOST,
        )
    known = {"id": id} if id else {}
    return SchemeDraft.objects.create(content=dict(content), base=base, person=person, updated_at=at, **known)


@transaction.atomic
def keep_draft(*, draft: SchemeDraft, content: Mapping[str, Any], person: Person, at: datetime) -> SchemeDraft:
    """Keep what was typed; an older state that arrives late changes nothing."""
    _refuse_long(content)
    found = SchemeDraft.objects.select_for_update().get(pk=draft.pk)
    _refuse_others(found, person)
    if at >= found.updated_at:
        found.content, found.updated_at = dict(content), at
        found.save(update_fields=["content", "updated_at"])
    return found


def discard_draft(*, draft: SchemeDraft, person: Person) -> None:
    """Throw one's own draft away."""
    _refuse_others(draft, person)
    draft.delete()


def _refuse_others(draft: SchemeDraft, person: Person) -> None:
    if draft.person_id != person.pk:
        raise Refused(
            _("This draft belongs to somebody else."),
            _("Begin a draft of your own."),
            code="assessments.draft-not-yours",
        )


def _refuse_long(content: Mapping[str, Any]) -> None:
    size = len(json.dumps(content, ensure_ascii=False).encode())
    if size > LONGEST:
        raise Refused(
            _("The draft has {size} kB; at most {limit} kB are kept."),
            _("Take parts out that nobody needs."),
            code="assessments.draft-size",
            size=size // 1000,
            limit=LONGEST // 1000,
        )
