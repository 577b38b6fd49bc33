"""The self-report of an organisation: written, handed in and then frozen; and the one comment on it."""

from taizhang.domain.assessments.actions.review_finding import locked, refuse_unless
from taizhang.domain.assessments.models import ReviewReport, ReviewStage
from taizhang.domain.assessments.self_report import drawn
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.kernel.errors import Refused, Word, _

LONGEST_REPORT, LONGEST_COMMENT = 5000, 1000  # characters; ten minutes of speech are some 2,500


@action
def write_report(*, report: ReviewReport, text: str, by: Actor) -> ReviewReport:
    """Keep what the secretary has written so far."""
    report = _own(report)
    report.text = _text(text, LONGEST_REPORT, _("The report"), needed=False)
    report.save(update_fields=["text"])
    note(_note("reviewing.write", report, by))
    return report


@action
def hand_in(*, report: ReviewReport, text: str, by: Actor) -> ReviewReport:
    """Hand the self-report in: its text, and what the ledger said that day, stay as they are from now on."""
    report = _own(report)
    report.text = _text(text, LONGEST_REPORT, _("The report"))
    report.drawn = drawn(report.organization, report.meeting.year, by.on).as_json()
    report.handed_in_at, report.handed_in_by_id, report.handed_in_by_name = by.at, by.person_id, by.name
    report.save(update_fields=["text", "drawn", "handed_in_at", "handed_in_by_id", "handed_in_by_name"])
    note(_note("reviewing.hand-in", report, by))
    return report


@action
def take_back_report(*, report: ReviewReport, by: Actor) -> ReviewReport:
    """Take a report back to change it, before anybody commented on it and before the voting."""
    report = _locked(report, ReviewStage.PREPARING)
    if report.handed_in_at is None:
        return report
    refuse_unless(
        not report.comment,
        _("The report was commented on; it stays as it was heard."),
        _("Say what is missing at the meeting."),
        code="reviewing.commented",
    )
    report.drawn, report.handed_in_at, report.handed_in_by_id, report.handed_in_by_name = [], None, None, ""
    report.save(update_fields=["drawn", "handed_in_at", "handed_in_by_id", "handed_in_by_name"])
    note(_note("reviewing.take-back", report, by))
    return report


@action
def comment(*, report: ReviewReport, words: str, by: Actor) -> ReviewReport:
    """Comment on a report that was handed in (一述一评): once each, never by who handed it in, until the close."""
    report = _locked(report, ReviewStage.PREPARING, ReviewStage.VOTING)
    refuse_unless(
        report.handed_in_at is not None,
        _("This report is not handed in yet."),
        _("Comment on it once it is."),
        code="reviewing.not-handed-in",
    )
    refuse_unless(
        by.person_id is None or by.person_id != report.handed_in_by_id,
        _("Nobody comments on the report that he handed in himself."),
        _("Let somebody else of the office comment on it."),
        code="reviewing.own-comment",
    )
    report.comment = _text(words, LONGEST_COMMENT, _("The comment"))
    report.commented_at, report.commented_by_name = by.at, by.name
    report.save(update_fields=["comment", "commented_at", "commented_by_name"])
    note(_note("reviewing.comment", report, by))
    return report


def _own(report: ReviewReport) -> ReviewReport:
    """The report while it may still be written."""
    report = _locked(report, ReviewStage.PREPARING)
    refuse_unless(
        report.handed_in_at is None,
        _("The report is handed in and stays as it is."),
        _("Take it back first; that can be done until it is commented on."),
        code="reviewing.frozen",
    )
    return report


def _locked(report: ReviewReport, *stages: ReviewStage) -> ReviewReport:
    meeting = locked(report.meeting, *stages)
    found: ReviewReport | None = meeting.reports.select_related("organization", "meeting").filter(pk=report.pk).first()
    if found is None:
        raise Refused(
            _("This organisation does not report at the meeting any more."),
            _("Ask the office that holds it."),
            code="reviewing.report.unknown",
        )
    return found


def _text(text: str, most: int, field: str, *, needed: bool = True) -> str:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > most or (needed and not text):
        raise Refused(
            _("{field} needs 1 to {most} characters."),
            _("What was written is kept here; shorten it or fill it in."),
            code="reviewing.text",
            field=Word(field),
            most=most,
        )
    return text


def _note(verb: str, report: ReviewReport, by: Actor) -> Note:
    return Note(verb, report, by, report.organization_id, label=str(report.meeting.year), subjects=(report.meeting_id,))
