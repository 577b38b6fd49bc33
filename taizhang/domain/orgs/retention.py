"""Files offered for import, and what was wrong in them."""

from datetime import datetime

from taizhang.domain.audit.actor import Channel, system
from taizhang.domain.audit.retention import clock, sweep
from taizhang.domain.orgs.imports.runs import cancel
from taizhang.domain.orgs.models import ImportRun
from taizhang.domain.orgs.models.importing import ImportState


@sweep("import-files")
def import_files(at: datetime) -> int:
    """Give up what was offered and never applied; its file is deleted."""
    old = ImportRun.objects.filter(state=ImportState.PREVIEWED, offered_at__lt=clock("import-files").before(at))
    runs = list(old)
    for run in runs:
        cancel(run=run, by=system(at, Channel.JOB))
    return len(runs)


@sweep("import-faults")
def import_faults(at: datetime) -> int:
    """Clear what was wrong in the rows of files, which may hold what people typed; the numbers stay."""
    ended = ImportRun.objects.filter(ended_at__lt=clock("import-faults").before(at))
    return ended.exclude(refused=[]).update(refused=[])
