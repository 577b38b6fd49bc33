"""Switching on, on a recorded basis and for a time; switching off. Never for days that have passed."""

from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.fields import ONE_DAY, require_near, require_reason
from taizhang.domain.policies.models import Warrant
from taizhang.domain.policies.switches import SWITCHES, Switch
from taizhang.kernel.errors import Refused, _

LONGEST = timedelta(days=366)  # what burdens the grassroots is considered anew every year


@dataclass(frozen=True, slots=True)
class WarrantEntry:
    """The document on which a switch is to be on, from a day to a day, and why."""

    number: str
    title: str
    issuer: str
    starts_on: date
    ends_on: date
    because: str


@action
def turn_on(*, switch: Switch, warrant: WarrantEntry, by: Actor) -> Warrant:
    """Let a switch be on from a day to a day, on a document that says so."""
    _refuse_blank(warrant)
    _refuse_days(warrant, by)
    taken = Warrant.objects.for_switch(switch).between(warrant.starts_on, warrant.ends_on).first()
    if taken is not None:
        raise Refused(
            _("“{switch}” is on already from {first} to {last}, on {number}."),
            _("Switch it off first, or choose days after it."),
            code="policies.twice",
            switch=str(SWITCHES[switch].name),
            first=taken.starts_on,
            last=taken.ends_on,
            number=taken.number,
        )
    row = Warrant(
        switch=switch.value,
        number=warrant.number.strip(),
        title=warrant.title.strip(),
        issuer=warrant.issuer.strip(),
        because=require_reason(warrant.because),
        starts_on=warrant.starts_on,
        ends_on=warrant.ends_on,
        set_by_id=by.person_id,
        set_by_name=by.name,
        set_at=by.at,
    )
    row.save(force_insert=True)
    details = {"number": row.number, "because": row.because, "starts_on": row.starts_on, "ends_on": row.ends_on}
    note(Note("policies.on", row, by, label=switch.value, details={"switch": switch.value, **details}))
    return row


@action
def turn_off(*, warrant: Warrant, because: str, by: Actor) -> Warrant:
    """Let a switch be off from today on; what was on stays in its history, what would only begin falls away."""
    because = require_reason(because)
    warrant = Warrant.objects.select_for_update().get(pk=warrant.pk)
    if warrant.ends_on is not None and warrant.ends_on < by.on:
        raise Refused(
            _("This basis already ended on {last}."),
            _("Nothing needs to be switched off."),
            code="policies.ended",
            last=warrant.ends_on,
        )
    details = {"switch": warrant.switch, "number": warrant.number, "on": by.on, "because": because}
    note(Note("policies.off", warrant, by, label=warrant.switch, details=details))
    if warrant.starts_on >= by.on:
        Warrant.objects.filter(pk=warrant.pk).delete()
        return warrant
    warrant.ends_on, warrant.ended_at = by.on - ONE_DAY, by.at
    warrant.ended_by_name, warrant.ended_because = by.name, because
    warrant.save(update_fields=["ends_on", "ended_at", "ended_by_name", "ended_because"])
    return warrant


def _refuse_blank(warrant: WarrantEntry) -> None:
    for text, longest in ((warrant.number, 80), (warrant.title, 200), (warrant.issuer, 120)):
        if not 0 < len(text.strip()) <= longest or "\0" in text:
            raise Refused(
                _("A switch is turned on only by a document: its number, title and issuing body are recorded."),
                _("Give all three, the number in at most 80 characters."),
                code="policies.no-basis",
            )


def _refuse_days(warrant: WarrantEntry, by: Actor) -> None:
    """Never back in time; never for more than a year at once."""
    require_near(warrant.starts_on, by.on)
    if warrant.starts_on < by.on:
        raise Refused(
            _("A switch is never turned on for days that have passed; {first} lies before today, {today}."),
            _("Let it begin today or later."),
            code="policies.retroactive",
            first=warrant.starts_on,
            today=by.on,
        )
    if not warrant.starts_on <= warrant.ends_on <= warrant.starts_on + LONGEST:
        raise Refused(
            _("The last day, {last}, must lie on or after the first and at most a year later."),
            _("Name a last day within a year; it can be renewed by another document."),
            code="policies.too-long",
            last=warrant.ends_on,
        )
