"""The night's sweep: what has been kept as long as it may be goes, and one line of the trail says how much."""

from django.utils.module_loading import autodiscover_modules

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.retention import SWEEPS


@action
def clear_expired(*, by: Actor) -> dict[str, int]:
    """Clear whatever is due by the table; safe to run twice. Answers how many of each kind, and notes it if any."""
    autodiscover_modules("retention")
    counts = {key: run(by.at) for key, run in sorted(SWEEPS.items())}
    cleared = {key: count for key, count in counts.items() if count}
    if cleared:
        note(Note("retention.clear", None, by, details=cleared))
    return counts
