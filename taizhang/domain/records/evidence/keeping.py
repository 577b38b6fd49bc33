"""Keeping a file, and discarding one that was not handed in."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePath
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.models import Organization
from taizhang.domain.records.evidence import store
from taizhang.domain.records.evidence.kinds import FileKind, kind_of
from taizhang.domain.records.evidence.pictures import clean
from taizhang.domain.records.models import Evidence
from taizhang.kernel.errors import Refused, _


class Upload(Protocol):
    """A file on its way in, as Django hands it over."""

    name: str | None

    def chunks(self) -> Iterator[bytes]:
        """The bytes as they arrive."""
        ...


def keep(*, upload: Upload, organization: Organization, draft_id: UUID | None, by: Actor) -> Evidence:
    """Keep a file for a record still being typed: checked by content, stored once, cleaned of camera notes.

    The same file sent twice for the same draft is the same evidence.
    """
    name = _name(upload.name)
    with store.workbench() as bench:
        sent = store.receive(name, upload.chunks(), bench / "sent")
        kind = kind_of(sent.path, name)
        shown, notes = _cleaned(sent, kind, name, bench)
        found = Evidence.objects.filter(draft_id=draft_id, organization=organization, sha256=sent.sha256)
        known = found.first() if draft_id is not None else None
        values = {"name": name, "media_type": kind.media_type, "size": sent.size, "exif": notes, "draft_id": draft_id}
        evidence = known or Evidence(organization=organization, **values)
        return _keep(evidence=evidence, sent=sent, shown=shown, by=by)


@action
def discard(*, evidence: Evidence, by: Actor) -> Evidence:
    """Throw away a file that is not part of a record; the content goes with its last use."""
    if evidence.activity_id is not None:
        raise Refused(
            _("“{name}” belongs to a record that was handed in."),
            _("Revise the record instead."),
            code="evidence.handed-in",
            name=evidence.name,
        )
    Evidence.objects.filter(pk=evidence.pk).delete()
    note(Note("evidence.discard", evidence, by, evidence.organization_id, details={"sha256": evidence.sha256}))
    transaction.on_commit(partial(_forget, {evidence.sha256, evidence.served_sha256}))
    return evidence


@action
def _keep(*, evidence: Evidence, sent: store.Blob, shown: store.Blob, by: Actor) -> Evidence:
    """Write the row, then bring the content to its place: when that fails the row is not written either."""
    if evidence._state.adding:
        evidence.sha256, evidence.served_sha256 = sent.sha256, shown.sha256
        evidence.received_at, evidence.received_by_id, evidence.received_by_name = by.at, by.person_id, by.name
        evidence.save(force_insert=True)
        note(Note("evidence.keep", evidence, by, evidence.organization_id, details={"sha256": sent.sha256}))
    store.put(shown)
    store.put(sent)
    return evidence


def _forget(contents: set[str]) -> None:
    """Remove the contents that no other evidence has."""
    for sha256 in contents:
        if not Evidence.objects.filter(Q(sha256=sha256) | Q(served_sha256=sha256)).exists():
            store.forget(sha256)


def _cleaned(sent: store.Blob, kind: FileKind, name: str, bench: Path) -> tuple[store.Blob, dict[str, Any]]:
    """What will be served, and the notes that were taken out of it."""
    if not kind.picture:
        return sent, {}
    notes = clean(sent.path, name, kind.picture, bench / "shown")
    return store.measure(bench / "shown"), notes


def _name(name: str | None) -> str:
    """The bare name of a file, without folders or control signs, at most as long as the column."""
    bare = PurePath((name or "").replace("\\", "/")).name
    printable = "".join(sign for sign in bare if sign.isprintable()).strip()
    stem, ending = PurePath(printable).stem, PurePath(printable).suffix
    return f"{stem[: 200 - len(ending)]}{ending}" or "file"
