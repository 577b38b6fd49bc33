"""Rows of the audit trail, made by an act."""

from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.models import AuditEntry, AuditSubject
from taizhang.kernel.ids import uuid7
from tests.factories.orgs import SEED


@action
def act_on(*subjects: UUID, by: Actor = SEED) -> None:
    """An act on many."""
    note(Note("tests.many", None, by, subjects=subjects))


@action
def act(verb: str = "tests.act", *, by: Actor = SEED, **details: object) -> None:
    """An act that only leaves its trace."""
    note(Note(verb, None, by, label="试", details=details))


def audit_subject() -> AuditSubject:
    """One of many that an act was about."""
    act_on(uuid7())
    return AuditSubject.objects.latest("pk")


def audit_entry() -> AuditEntry:
    """The trace of an act."""
    act()
    return AuditEntry.objects.latest("number")
