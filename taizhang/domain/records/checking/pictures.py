"""Whether a record lacks a picture that its rules demand, while the switch for such demands is on."""

from collections.abc import Iterator

from taizhang.domain.audit.actor import Actor
from taizhang.domain.policies.queries import is_on
from taizhang.domain.policies.switches import Switch
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.known import Known
from taizhang.kernel.errors import Refused, _


def picture_problems(entry: RecordEntry, known: Known, by: Actor) -> Iterator[Refused]:
    """A demanded picture that is not there; asked only of what was held, and is recorded, while the switch is on."""
    pack = known.pack(entry.held_on)
    rules = [rule for rule in pack.institutions if rule.code in entry.institutions] if pack else []
    demanding = [rule.code for rule in rules if rule.demands_picture]
    if not demanding or not (is_on(Switch.PHOTOS, on=entry.held_on) and is_on(Switch.PHOTOS, on=by.on)):
        return
    files = (known.evidence.get(key) for key in entry.evidence_ids)
    if not any(file is not None and file.media_type.startswith("image/") for file in files):
        yield Refused(
            _("The rules demand a picture of {institutions}, and none is kept with this record."),
            _("Add one; a single picture is enough."),
            code="records.picture",
            institutions=demanding,
        )
