"""Rows of the audit trail, made by an act."""

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.models import AuditEntry
from tests.factories.orgs import SEED


@action
def act(verb: str = "tests.act", *, by: Actor = SEED, **details: object) -> None:
    """An act that only leaves its trace."""
    note(Note(verb, None, by, label="试", details=details))


def audit_entry() -> AuditEntry:
    """The trace of an act."""
    act()
    return AuditEntry.objects.latest("number")
