"""How records speak: why somebody does not count, where a record stands, when a duty is due."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packfile import PackFile
from taizhang.domain.records.words import PRESENCE, WHY_NOT
from taizhang.kernel.periods import Period
from taizhang.kernel.workflow import Move, State
from taizhang.web.kit.filters import period

STATES: dict[str, tuple[StrPromise, str]] = {
    State.SUBMITTED: (gettext_lazy("Waiting for review"), "note"),
    State.RETURNED: (gettext_lazy("Sent back"), "warn"),
    State.APPROVED: (gettext_lazy("Passed review"), "good"),
    State.WITHDRAWN: (gettext_lazy("Withdrawn"), "plain"),
}
MOVES: dict[str, tuple[StrPromise, str]] = {
    Move.SUBMIT: (gettext_lazy("Handed in"), "plain"),
    Move.RETURN: (gettext_lazy("Sent back"), "warn"),
    Move.APPROVE: (gettext_lazy("Passed review"), "good"),
    Move.WITHDRAW: (gettext_lazy("Withdrawn"), "warn"),
    Move.REOPEN: (gettext_lazy("Approval undone"), "warn"),
    Move.RECALL: (gettext_lazy("Return taken back"), "plain"),
}


def why(code: str) -> str:
    """Why a person does not count or has no vote."""
    return _(WHY_NOT.get(code, code))


def presence(code: str) -> str:
    """Whether somebody was there."""
    return _(PRESENCE.get(code, code))


def state(code: str) -> dict[str, Any]:
    """Where a record stands: its word and the kind of its badge."""
    word, kind = STATES.get(code, (code, "plain"))
    return {"word": str(word), "kind": kind}


def occurrence(duty: Duty) -> str:
    """For which period a duty is owed, or the words of the decision it follows from."""
    return duty.title if duty.source_id else period(duty.occurrence)


def duty_name(duty: Duty, pack: PackFile | None, lang: str) -> str:
    """What a duty asks: the institution, or the decision's own words."""
    if duty.source_id:
        return duty.title
    rules = pack.institutions if pack else ()
    return next((rule.name.words(lang) for rule in rules if rule.code == duty.institution), duty.institution)


def due(duty: Duty, on: date) -> dict[str, str]:
    """When a duty is due, as a word and a state of kit/duty.html."""
    if duty.grace_until < on:
        days = (on - duty.due_on).days
        return {"when": ngettext("%(n)s day overdue", "%(n)s days overdue", days) % {"n": days}, "state": "overdue"}
    days = (duty.due_on - on).days
    if days < 0:
        return {"when": _("in grace until %(day)s") % {"day": _day(duty.grace_until)}, "state": "soon"}
    if days == 0:
        return {"when": _("due today"), "state": "soon"}
    words = ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}
    return {"when": words, "state": "soon" if duty.warn_on <= on else "open"}


def months(first: date, last: date) -> str:
    """A stretch of days in words: a period's own name when it is one."""
    for code in (f"{first.year}", f"{first.year}-M{first.month:02d}"):
        whole = Period.parse(code)
        if (whole.first, whole.last) == (first, last):
            return period(code)
    return f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    from taizhang.web.kit.filters import day as written

    return written(day, "short")
