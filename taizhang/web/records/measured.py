"""How much work a record was: counted when it is handed in, summed up per organisation and month."""

import time

from taizhang.domain.burden.effort import RECORDS, spent
from taizhang.domain.records.models import Activity
from taizhang.web.burden.opened import read, stamp
from taizhang.web.records.sheet import Sheet

CARRIED = {"csrfmiddlewaretoken", "id", "organization", "roll_key", "opened", "seen"}  # nobody typed these


def opened(sheet: Sheet) -> str:
    """What the form carries along to be measured by: as it was first opened, also through a draft."""
    return sheet.typed.text("opened") or stamp(_given(sheet), time.time())


def measure(sheet: Sheet, activity: Activity) -> None:
    """Add the work of a record handed in to its organisation's month; a form that was not ours is not measured."""
    since = read(sheet.typed.text("opened"))
    if since is None:
        return
    values = _given(sheet)
    if sheet.typed.text("title") == sheet.suggested_title:
        values.pop("title", None)
    inputs, kept = since.made(values)
    inputs += len(sheet.request.FILES.getlist("files"))
    spent(
        organization_id=activity.organization_id,
        source=RECORDS,
        inputs=inputs,
        seconds=since.seconds(inputs, time.time()),
        filled=kept + activity.present,
        on=sheet.request.today,
    )


def _given(sheet: Sheet) -> dict[str, list[str]]:
    """What stands in the inputs that somebody may fill in."""
    return {name: given for name, given in sheet.typed.data.lists() if not _carried(name)}


def _carried(name: str) -> bool:
    """Whether an input comes along by itself: how somebody was away stands there before anybody is tapped."""
    return name in CARRIED or name.startswith("presence-")
