"""How a duty stands as of a day: the condition for the database, the word for people, one list for both."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.duties.models import Duty, DutyQuerySet, met, met_in_time, met_once, waived
from taizhang.domain.duties.taking_back import end_of
from taizhang.domain.records.models import Activity, Claim
from taizhang.kernel.words import say
from taizhang.kernel.workflow import State as Review

Narrow = Callable[[DutyQuerySet, date], DutyQuerySet]


@dataclass(frozen=True, slots=True)
class State:
    """One way in which a duty may stand."""

    word: StrPromise
    kind: str  # of kit/badge.html
    narrow: Narrow


def waiting(on: date) -> Any:
    """The records that count for a duty and wait for review at the end of a day."""
    claims = Claim.objects.filter(duty=OuterRef("pk"), activity__submission__state=Review.SUBMITTED)
    return claims.filter(activity__submission__submitted_at__lt=end_of(on)).order_by("activity__held_on")


STATES: dict[str, State] = {
    "owed": State(_("Owed"), "plain", lambda rows, on: rows.owed(on)),
    "met": State(_("Met"), "good", lambda rows, on: rows.owed(on).met(on)),
    "on_time": State(_("Met in time"), "good", lambda rows, on: rows.owed(on).filter(met_in_time(on))),
    "met_late": State(_("Met late"), "warn", lambda rows, on: rows.owed(on).met(on).exclude(met_in_time(on))),
    "unfinished": State(_("Unfinished"), "plain", lambda rows, on: rows.unfinished(on)),
    "review": State(_("Under review"), "note", lambda rows, on: rows.unfinished(on).filter(Exists(waiting(on)))),
    "overdue": State(_("Overdue"), "wrong", lambda rows, on: rows.overdue(on)),
    "waived": State(_("Waived"), "plain", lambda rows, on: rows.filter(waived(on))),
}
OPEN, AHEAD = _("Still open"), _("Not yet begun")


def with_standing(rows: DutyQuerySet, on: date) -> DutyQuerySet:
    """With held_on, learnt_at, record_id, record_title, waits_id and is_waived as of a day, in the same query."""
    done = met(on)
    once = met_once(on).filter(was_of=OuterRef("pk")).order_by("undone_at")
    record = Activity.objects.filter(pk=OuterRef("record_id"))

    def told(column: str) -> Any:
        """A column of what met the duty then: of what is taken back since, else of what stands."""
        return Coalesce(Subquery(once.values(column)[:1]), Case(When(done, then=F(f"fulfilment__{column}"))))

    shown: DutyQuerySet = (
        rows.select_related("standard")
        .defer("standard__rule")
        .annotate(held_on=told("held_on"), learnt_at=told("learnt_at"), record_id=told("source_id"))
        .annotate(
            record_title=Subquery(record.values("title")[:1]),
            waits_id=Subquery(waiting(on).values("activity_id")[:1]),
            is_waived=Case(When(waived(on), then=True), default=False),
        )
    )
    return shown


def standing(duty: Any, on: date) -> dict[str, str]:
    """How a row made by `with_standing` stands: its word and the kind of its badge."""
    code = _code(duty, on)
    if code in STATES:
        return {"code": code, "word": str(STATES[code].word), "kind": STATES[code].kind}
    return {"code": code, "word": str(AHEAD if code == "ahead" else OPEN), "kind": "plain"}


def _code(duty: Any, on: date) -> str:
    if duty.is_waived:
        return "waived"
    if duty.held_on is not None:
        return "on_time" if duty.held_on <= duty.grace_until else "met_late"
    if duty.waits_id is not None:
        return "review"
    if duty.grace_until < on:
        return "overdue"
    return "ahead" if duty.starts_on > on else "open"


def name_of(duty: Duty, lang: str) -> str:
    """What a duty asks, in the words of the standard it was issued under or of its decision."""
    if duty.standard is None:
        return duty.title
    return say(lang, zh=duty.standard.name_zh, en=duty.standard.name_en)
