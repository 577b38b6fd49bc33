"""What of a file is served."""

from dataclasses import dataclass
from pathlib import Path

from taizhang.domain.records.evidence.store import place
from taizhang.domain.records.models import Evidence
from taizhang.kernel.errors import Refused, _


@dataclass(frozen=True, slots=True)
class Served:
    """The cleaned copy of a file: where it lies, what it is, and the name it is offered under."""

    path: Path
    media_type: str
    name: str
    inline: bool  # pictures may be shown in the page, everything else is downloaded


def served(evidence: Evidence) -> Served:
    """The copy to serve; refused when the file has gone from the disk."""
    path = place(evidence.served_sha256)
    if not path.exists():
        raise Refused(
            _("The file “{name}” is no longer on the disk of the server."),
            _("Restore it from the backup; its SHA-256 is {sha256}."),
            code="evidence.missing",
            name=evidence.name,
            sha256=evidence.served_sha256,
        )
    return Served(path, evidence.media_type, evidence.name, evidence.media_type.startswith("image/"))
