"""Evidence: files sent before the record that names them, checked by their content as on the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from taizhang.domain.access.roles import Permission
from taizhang.domain.records.evidence import keep
from taizhang.domain.records.evidence.store import LIMIT
from taizhang.web.api.answers import Made
from taizhang.web.api.bodies import UUID7
from taizhang.web.api.calls import post
from taizhang.web.api.parameters import TEXT
from taizhang.web.api.rooms.activities import File
from taizhang.web.kit.page import PageRequest, find_organization
from taizhang.web.records.finding import foreign, unknown

CHUNK = 64 * 1024  # bytes
ASKED = {"organization": TEXT, "name": TEXT, "activity": {"type": "string", "pattern": UUID7}}


@dataclass(slots=True)
class Arriving:
    """A file as it arrives, in the shape in which evidence takes it."""

    name: str | None
    request: HttpRequest

    def chunks(self) -> Iterator[bytes]:
        """The bytes, never more than a part of them in memory."""
        while chunk := self.request.read(CHUNK):
            yield chunk


@post(
    "evidence",
    "evidence_upload",
    Permission.RECORDS_WRITE,
    File,
    more=ASKED,
    required=tuple(ASKED),
    media="application/octet-stream",
    largest=LIMIT,
)
def upload(request: PageRequest) -> Made:
    """Send a file for a gathering that is handed in afterwards under this identifier and names the file.

    The same file sent twice for the same gathering is kept once.
    """
    place = find_organization(request, request.GET["organization"])
    key = UUID(request.GET["activity"])
    if foreign(key, place):
        raise unknown()
    arriving = Arriving(request.GET["name"], request)
    kept = keep(upload=arriving, organization=place.organization, draft_id=key, by=request.by)
    values = {name: getattr(kept, name) for name in ("id", "name", "media_type", "size", "sha256")}
    return Made(File(**values, page=f"/records/{key}/evidence/{kept.pk}/"))
