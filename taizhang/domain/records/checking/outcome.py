"""Whether decisions, votes, files and duties named by an entry can be what it says."""

from collections.abc import Iterator

from taizhang.domain.records.claims import open_on
from taizhang.domain.records.entry import BallotEntry, RecordEntry
from taizhang.domain.records.known import Known
from taizhang.domain.records.turnout import Turnout
from taizhang.domain.records.votes import Shares, outcome
from taizhang.kernel.errors import Refused, _

LONGEST_TASK = 5  # years: the longest term of a committee that could answer for it


def outcome_problems(entry: RecordEntry, known: Known, turnout: Turnout) -> Iterator[Refused]:
    """What is wrong with what came of a gathering."""
    yield from _decisions(entry)
    for ballot in entry.ballots:
        yield from _ballot(ballot, turnout)
    yield from _duties(entry, known)
    yield from _evidence(entry, known)


def _decisions(entry: RecordEntry) -> Iterator[Refused]:
    for decision in entry.decisions:
        if not decision.text.strip():
            yield Refused(
                _("A decision says nothing."), _("Write what was decided, or remove it."), code="records.decision"
            )
        if decision.due_on is not None and decision.due_on < entry.held_on:
            yield Refused(
                _("“{text}” would be due on {due_on}, before it was decided."),
                _("Give a later day."),
                code="records.decision-due",
                text=decision.text,
                due_on=decision.due_on,
            )
        elif decision.due_on is not None and decision.due_on.year - entry.held_on.year > LONGEST_TASK:
            yield Refused(
                _("“{text}” would be due on {due_on}, more than {years} years after it was decided."),
                _("Check the year."),
                code="records.decision-due",
                text=decision.text,
                due_on=decision.due_on,
                years=LONGEST_TASK,
            )


def _ballot(ballot: BallotEntry, turnout: Turnout) -> Iterator[Refused]:
    if not ballot.question.strip():
        yield Refused(_("A vote has no question."), _("Write what was voted on."), code="records.question")
    try:
        outcome(ballot, turnout.voters, Shares())
    except Refused as refused:
        yield refused


def _duties(entry: RecordEntry, known: Known) -> Iterator[Refused]:
    for key in entry.decision_duty_ids:
        duty = known.duties.by_id.get(key)
        if duty is None or duty.organization_id != entry.organization_id:
            yield Refused(
                _("A duty named here is not one of this organisation, or was waived."),
                _("Choose it from the list."),
                code="records.unknown-duty",
            )
        elif duty.institution and duty.institution not in entry.institutions:
            yield Refused(
                _("A duty named here is one of {institution}, but the gathering is recorded as {institutions}."),
                _("Choose {institution} too if it was that, or take the duty away."),
                code="records.duty-institution",
                institution=duty.institution,
                institutions=entry.institutions,
            )
        elif not open_on(duty, entry.held_on):
            yield Refused(
                _("A gathering on {held_on} cannot count for a duty that is open from {starts_on} to {closes_on}."),
                _("Choose another duty or check the day."),
                code="records.duty-closed",
                held_on=entry.held_on,
                starts_on=duty.starts_on,
                closes_on=duty.closes_on,
            )


def _evidence(entry: RecordEntry, known: Known) -> Iterator[Refused]:
    for key in entry.evidence_ids:
        file = known.evidence.get(key)
        foreign = file is None or file.organization_id != entry.organization_id
        if foreign or (file is not None and file.activity_id not in (None, entry.id)):
            yield Refused(
                _("A file named here does not belong to this record."),
                _("Send the file again."),
                code="records.evidence",
            )
